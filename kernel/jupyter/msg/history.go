package msg

import (
	"encoding/json"
	"fmt"
)

// A HistoryRequest asks for earlier inputs ("History").
type HistoryRequest struct {
	Output         bool   `json:"output"`           // with outputs
	Raw            bool   `json:"raw"`              // as typed; missing: true
	HistAccessType string `json:"hist_access_type"` // "range", "tail" or "search"

	// Range: Session n > 0 is that session, 0 the current one, -1 the one before. Lines
	// from Start up to and without Stop; without Stop up to the end.
	Session int  `json:"session"`
	Start   int  `json:"start"` // missing: 1
	Stop    *int `json:"stop"`

	// Tail and search: the last N; 0 or missing means 10 for a tail, all for a search.
	N int `json:"n"`

	// Search: a glob, * for any text and ? for any code point.
	Pattern string `json:"pattern"`
	Unique  bool   `json:"unique"` // the same input once only
}

func (r *HistoryRequest) UnmarshalJSON(b []byte) error {
	type plain HistoryRequest
	*r = HistoryRequest{Raw: true, Start: 1}
	return json.Unmarshal(b, (*plain)(r))
}

// A HistoryReply lists inputs, oldest first.
type HistoryReply struct {
	Status  string         `json:"status"` // "" means "ok"
	History []HistoryEntry `json:"history"`
}

func (r HistoryReply) filled() any {
	r.Status, r.History = orOK(r.Status), orEmpty(r.History)
	return r
}

// A HistoryEntry is written as [session, line, input], and with outputs as
// [session, line, [input, output]], where no output is null.
type HistoryEntry struct {
	Session    int
	Line       int // the execution count
	Input      string
	WithOutput bool // of the request
	Output     *string
}

func (e HistoryEntry) MarshalJSON() ([]byte, error) {
	if e.WithOutput {
		return json.Marshal([]any{e.Session, e.Line, []any{e.Input, e.Output}})
	}
	return json.Marshal([]any{e.Session, e.Line, e.Input})
}

func (e *HistoryEntry) UnmarshalJSON(b []byte) error {
	var parts []json.RawMessage
	if err := json.Unmarshal(b, &parts); err != nil {
		return err
	}
	if len(parts) != 3 {
		return fmt.Errorf("history entry has %d parts, want 3", len(parts))
	}
	*e = HistoryEntry{}
	if err := json.Unmarshal(parts[0], &e.Session); err != nil {
		return err
	}
	if err := json.Unmarshal(parts[1], &e.Line); err != nil {
		return err
	}
	if json.Unmarshal(parts[2], &e.Input) == nil {
		return nil
	}
	var pair []*string
	if err := json.Unmarshal(parts[2], &pair); err != nil {
		return err
	}
	if len(pair) != 2 || pair[0] == nil {
		return fmt.Errorf("history entry: want an input and an output")
	}
	e.Input, e.Output, e.WithOutput = *pair[0], pair[1], true
	return nil
}
