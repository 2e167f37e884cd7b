// Package cases are the inputs and outputs of the exercise, which driver and checks share.
package cases

// In is a call that a case makes. Times are virtual milliseconds.
type In struct {
	Call    string  `json:"call"`
	Tasks   []Task  `json:"tasks"`
	Workers int     `json:"workers,omitempty"`
	Machine Machine `json:"machine"`
	Cancel  float64 `json:"cancel,omitempty"` // when ctx ends; 0: never
}

// The functions of the exercise.
const (
	RunGoroutines = "RunGoroutines"
	RunProcesses  = "RunProcesses"
	Run           = "Run"
)

// A Task is one of the list. Its position in the list is what the driver records.
type Task struct {
	ID     int     `json:"id"`
	Kind   Kind    `json:"kind"`
	Millis float64 `json:"millis"`
	Does   Does    `json:"does,omitempty"` // in the end
}

// A Kind is that of the exercise.
type Kind int

// The kinds of tasks.
const (
	IO Kind = iota
	CPU
	Unsafe
)

// Does is how a task ends, if not well.
type Does string

// How tasks end.
const (
	Fails  Does = "fails"  // with an error
	Panics Does = "panics" // in a goroutine
	Dies   Does = "dies"   // with its process
)

// A Machine is that of the exercise.
type Machine struct {
	LocalCores int     `json:"local_cores,omitempty"`
	Cores      int     `json:"cores,omitempty"`
	StartCost  float64 `json:"start_cost,omitempty"`
	SendCost   float64 `json:"send_cost,omitempty"`
	// Failing is after which time the first calls of StartProcess fail. All further ones succeed, after StartCost.
	Failing []float64 `json:"failing,omitempty"`
}

// Out is what the call returned.
type Out struct {
	Results []Result `json:"results"`
}

// A Result is one of the exercise's. Value is 0 if there is an error.
type Result struct {
	ID    int    `json:"id"`
	Value int    `json:"value,omitempty"`
	Err   string `json:"err,omitempty"`
	Where string `json:"where"`
}

// Words of Where.
const (
	InGoroutine = "goroutine"
	InProcess   = "process"
)

// Words for the errors that a Result can hold. Other errors stand there as Other with their text.
const (
	Failed    = "error of the task"
	Died      = "ErrDied"
	Panicked  = "*PanicError with the value of the panic"
	NoProcess = "error of StartProcess"
	Canceled  = "ctx.Err()"
	Other     = "another error: "
)

// Names of what the driver records. The ID of a task is its position in the list, Unknown for one that is not in it;
// that of a process is which call of StartProcess it is from, counted from 1.
const (
	Start = "StartProcess" // span, by process
	Do    = "Do"           // span, by task
	Work  = "process"      // span, by process: a Do, seen from there
	Death = "death"        // mark, by process
	Close = "Close"        // mark, by process

	Unknown = -1
)

// Local is the name of the span of a task's Run, which is in a goroutine of the submission.
func Local(k Kind) string { return k.String() + " task in a goroutine" }

func (k Kind) String() string { return [...]string{"IO", "CPU", "Unsafe"}[k] }

// Value is what the task with this ID comes to.
func Value(id int) int { return 3*id + 1 }
