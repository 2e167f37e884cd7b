package msg

import (
	"encoding/json"
	"math"
)

// CursorAtEnd is the CursorPos of a request that does not say where the cursor is. It is
// larger than any text: the reader of a position clamps it to the text's length.
const CursorAtEnd = math.MaxInt

// A CompleteRequest asks how the code could go on at the cursor ("Completion").
type CompleteRequest struct {
	Code      string `json:"code"`
	CursorPos int    `json:"cursor_pos"` // in code points; missing: CursorAtEnd
}

func (r *CompleteRequest) UnmarshalJSON(b []byte) error {
	type plain CompleteRequest
	*r = CompleteRequest{CursorPos: CursorAtEnd}
	return json.Unmarshal(b, (*plain)(r))
}

// A CompleteReply lists what may replace the text between the cursors (code points).
// Metadata["_jupyter_types_experimental"] may tell the kind of each match.
type CompleteReply struct {
	Status      string         `json:"status"` // "" means "ok"
	Matches     []string       `json:"matches"`
	CursorStart int            `json:"cursor_start"`
	CursorEnd   int            `json:"cursor_end"`
	Metadata    map[string]any `json:"metadata"`
}

func (r CompleteReply) filled() any {
	r.Status, r.Matches = orOK(r.Status), orEmpty(r.Matches)
	r.Metadata = Bundle(r.Metadata).orEmpty()
	return r
}

// An InspectRequest asks what is known about the name at the cursor ("Introspection").
type InspectRequest struct {
	Code        string `json:"code"`
	CursorPos   int    `json:"cursor_pos"`   // in code points; missing: CursorAtEnd
	DetailLevel int    `json:"detail_level"` // 0 or 1, as `x?` and `x??`
}

func (r *InspectRequest) UnmarshalJSON(b []byte) error {
	type plain InspectRequest
	*r = InspectRequest{CursorPos: CursorAtEnd}
	return json.Unmarshal(b, (*plain)(r))
}

// An InspectReply carries documentation. Not to know a name is no error: Found is false.
type InspectReply struct {
	Status   string `json:"status"` // "" means "ok"
	Found    bool   `json:"found"`
	Data     Bundle `json:"data"`
	Metadata Bundle `json:"metadata"`
}

func (r InspectReply) filled() any {
	r.Status = orOK(r.Status)
	r.Data, r.Metadata = r.Data.orEmpty(), r.Metadata.orEmpty()
	return r
}

// An IsCompleteRequest asks whether Enter should run the code ("Code completeness").
type IsCompleteRequest struct {
	Code string `json:"code"`
}

// An IsCompleteReply answers "complete", "incomplete", "invalid" or "unknown"; "" means
// "unknown". Indent is for the next line and written only if the code is incomplete.
type IsCompleteReply struct {
	Status string `json:"status"`
	Indent string `json:"indent"`
}

func (r IsCompleteReply) filled() any {
	if r.Status == "incomplete" {
		return r
	}
	if r.Status == "" {
		r.Status = "unknown"
	}
	return struct {
		Status string `json:"status"`
	}{r.Status}
}
