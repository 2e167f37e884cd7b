// Package cases are the inputs and outputs of the exercise, which driver and checks share.
package cases

// In is what a case does: calls one after the other. Types asks instead for what the methods of the two error types say.
type In struct {
	Calls []Call `json:"calls,omitempty"`
	Types bool   `json:"types,omitempty"`
}

// A Call is one of First, or of All.
type Call struct {
	All    bool    `json:"all,omitempty"`
	Tasks  []Task  `json:"tasks"`
	Cancel float64 `json:"cancel,omitempty"` // when ctx ends, in virtual milliseconds, with the cause Stopped; 0: never
}

// A Task is run again and again with what stands in Runs, the last of them for all further runs. Times are virtual
// milliseconds.
type Task struct {
	Name     string  `json:"name"`
	Runs     []Run   `json:"runs"`
	Timeout  float64 `json:"timeout,omitempty"`
	Attempts int     `json:"attempts,omitempty"`
	Backoff  float64 `json:"backoff,omitempty"`
}

// A Run is one attempt of a task.
type Run struct {
	Millis float64 `json:"millis"`
	Deaf   bool    `json:"deaf,omitempty"` // it does not listen to its context
	End    End     `json:"end,omitempty"`
	Value  int     `json:"value,omitempty"` // that it returns, beside an error too
	Err    string  `json:"err,omitempty"`   // of one that fails or panics
}

// An End is how a run ends that nobody breaks off.
type End string

// Ends.
const (
	Succeeds   End = ""
	Fails      End = "fails"       // with an error Err
	Permanent  End = "permanent"   // with an error that wraps ErrPermanent
	PanicError End = "panic error" // panics with an error Err
	PanicText  End = "panic text"  // panics with the string Err
	Goexit     End = "goexit"
)

// Out is what was returned.
type Out struct {
	Calls []Outcome `json:"calls,omitempty"`
	Types Types     `json:"types,omitzero"`
}

// An Outcome is what a call returned.
type Outcome struct {
	Results  []int     `json:"results,omitempty"`
	Err      string    `json:"err,omitempty"`      // the error's text; "" is nil
	Failures []Failure `json:"failures,omitempty"` // each *TaskError in the error, in the order in which they are joined
	Other    []string  `json:"other,omitempty"`    // what is joined to it and is no *TaskError
	Alone    bool      `json:"alone,omitempty"`    // the error is a *TaskError itself
	Cause    bool      `json:"cause,omitempty"`    // the error is the cause of ctx itself
	Left     []string  `json:"left,omitempty"`     // tasks that were given a context which had not ended at the return
	Chain    []string  `json:"chain,omitempty"`    // which errors errors.Is finds from the outside
	ChainTo  bool      `json:"chain_to,omitempty"` // a *PanicError is found from the outside
}

// A Failure is a *TaskError.
type Failure struct {
	Task     string   `json:"task"`
	Attempts int      `json:"attempts"`
	Is       []string `json:"is,omitempty"` // which of the known errors its Err is
	Panic    *Panic   `json:"panic,omitempty"`
}

// A Panic is a *PanicError.
type Panic struct {
	Value string `json:"value"`
	Stack bool   `json:"stack"` // the function that panicked is on it
}

// Types is what the methods of the error types say.
type Types struct {
	TaskText    string `json:"task_text,omitempty"`
	TaskUnwraps bool   `json:"task_unwraps,omitempty"` // to Err
	PanicText   string `json:"panic_text,omitempty"`   // of one with the value Number
	ErrorText   string `json:"error_text,omitempty"`   // of one with an error
	Unwraps     bool   `json:"unwraps,omitempty"`      // to the value that is an error
	NilUnwraps  bool   `json:"nil_unwraps,omitempty"`  // to nil if it is none
}

// What the driver puts into errors for Types.
const (
	TypesTask  = "copy files"
	TypesError = "disk is full"
	Number     = 4711
)

// Words for errors that are not of a task's own making.
const (
	Deadline    = "context.DeadlineExceeded"
	Canceled    = "context.Canceled"
	IsPermanent = "ErrPermanent"
	NoResult    = "ErrNoResult"
	Stopped     = "stopped by the user"
)

// Names of what the driver records.
const (
	CallSpan = "call" // span, by number of the call
	RunSpan  = "run"  // span, by ID; Failed if it gave no result
)

// ID numbers tasks.
func ID(call, task int) int { return 100*call + task }
