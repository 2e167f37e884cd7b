package msg

import "encoding/json"

// An ExecuteRequest asks to run code ("Execute").
type ExecuteRequest struct {
	Code            string            `json:"code"`
	Silent          bool              `json:"silent"`           // no execute_input, no execute_result, no count
	StoreHistory    bool              `json:"store_history"`    // missing: true; never if Silent
	UserExpressions map[string]string `json:"user_expressions"` // evaluated after Code succeeded
	AllowStdin      bool              `json:"allow_stdin"`      // missing: false, for a client that does not say so may not answer
	StopOnError     bool              `json:"stop_on_error"`    // missing: true
}

func (r *ExecuteRequest) UnmarshalJSON(b []byte) error {
	type plain ExecuteRequest
	*r = ExecuteRequest{StoreHistory: true, StopOnError: true}
	err := json.Unmarshal(b, (*plain)(r))
	r.StoreHistory = r.StoreHistory && !r.Silent
	return err
}

func (r ExecuteRequest) filled() any {
	if r.UserExpressions == nil {
		r.UserExpressions = map[string]string{}
	}
	return r
}

// An ExecuteReply ends an ExecuteRequest. Status "" means "ok". Which fields are written
// depends on it: an error has no expressions, an aborted request has nothing else.
type ExecuteReply struct {
	Status          string                      `json:"status"`
	ExecutionCount  int                         `json:"execution_count"`
	Payload         []Payload                   `json:"payload"`
	UserExpressions map[string]ExpressionResult `json:"user_expressions"`

	EName     string   `json:"ename"`
	EValue    string   `json:"evalue"`
	Traceback []string `json:"traceback"` // may hold ANSI colours
}

func (r ExecuteReply) filled() any {
	type failure struct {
		Error
		Status         string    `json:"status"`
		ExecutionCount int       `json:"execution_count"`
		Payload        []Payload `json:"payload"`
		// Empty, but ipykernel writes it and clients index it without looking.
		UserExpressions map[string]any `json:"user_expressions"`
	}
	type success struct {
		Status          string         `json:"status"`
		ExecutionCount  int            `json:"execution_count"`
		Payload         []Payload      `json:"payload"`
		UserExpressions map[string]any `json:"user_expressions"`
	}
	switch r.Status {
	case StatusAborted:
		return struct {
			Status string `json:"status"`
		}{r.Status}
	case StatusError:
		e := Error{EName: r.EName, EValue: r.EValue, Traceback: orEmpty(r.Traceback)}
		return failure{e, r.Status, r.ExecutionCount, orEmpty(r.Payload), map[string]any{}}
	}
	results := map[string]any{}
	for name, x := range r.UserExpressions {
		results[name] = x.filled()
	}
	return success{orOK(r.Status), r.ExecutionCount, orEmpty(r.Payload), results}
}

// An ExpressionResult is the value of one user expression, or with Status "error" why there
// is none.
type ExpressionResult struct {
	Status   string `json:"status"`
	Data     Bundle `json:"data"`
	Metadata Bundle `json:"metadata"`

	EName     string   `json:"ename"`
	EValue    string   `json:"evalue"`
	Traceback []string `json:"traceback"`
}

func (x ExpressionResult) filled() any {
	if x.Status == StatusError {
		return struct {
			Error
			Status string `json:"status"`
		}{Error{EName: x.EName, EValue: x.EValue, Traceback: orEmpty(x.Traceback)}, x.Status}
	}
	return struct {
		Status   string `json:"status"`
		Data     Bundle `json:"data"`
		Metadata Bundle `json:"metadata"`
	}{orOK(x.Status), x.Data.orEmpty(), x.Metadata.orEmpty()}
}

// A Payload is a wish of the kernel to the frontend ("Payloads"); make one with Page,
// SetNextInput or AskExit.
type Payload map[string]any

// Page shows data in the frontend's pager, scrolled to the line start (0-based).
func Page(data Bundle, start int) Payload {
	return Payload{"source": "page", "data": data.orEmpty(), "start": start}
}

// SetNextInput puts text into a new cell below, or with replace into the cell that ran.
func SetNextInput(text string, replace bool) Payload {
	return Payload{"source": "set_next_input", "text": text, "replace": replace}
}

// AskExit asks a console to close; with keep the kernel shall go on running.
func AskExit(keep bool) Payload {
	return Payload{"source": "ask_exit", "keepkernel": keep}
}
