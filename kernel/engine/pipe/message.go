package pipe

import "time"

// A Message is one of the types in this file that has a kind.
type Message interface {
	kind() kind
	// raw points to the fields that travel as raw bytes behind the JSON head, in a fixed order.
	raw() []*[]byte
}

// ---- From the parent to the child ----

// Eval asks the child to run one cell. Everything up to its [Done] belongs to it.
type Eval struct {
	Cell    int      `json:"cell"`            // execution count
	Imports []Import `json:"imports"`         // what the chunks use; those already imported are skipped
	Chunks  []Chunk  `json:"chunks"`          // declarations, evaluated in order
	Run     string   `json:"run"`             // the func() that runs the cell's statements; "" if it has none
	Place   *Place   `json:"place,omitempty"` // where it runs, if that has changed
	// Measure asks for Done.Spent.
	Measure bool `json:"measure,omitempty"`
	// Peek says that the cell only looks at a value, which is then shown without calling its methods.
	Peek Peek `json:"peek,omitempty"`
	// Record asks for a [Recording] of what the cell's goroutines do.
	Record bool `json:"record,omitempty"`
	// Notes says that what the evaluator knows of them goes beside the recording's trace, and not into it.
	Notes bool `json:"notes,omitempty"`
	// Race says that the chunks are instrumented, and whether they are all that is.
	Race Racing `json:"race,omitempty"`
}

// Place is the folder and the environment of cells, as it differs from what it was.
type Place struct {
	Dir   string            `json:"dir,omitempty"` // "": it is as it was
	Set   map[string]string `json:"set,omitempty"`
	Unset []string          `json:"unset,omitempty"`
}

// Peek says beside which goroutines of other cells a value may be read; where it may not the Status is Busy.
type Peek string

const (
	PeekBeside Peek = "beside" // those that wait for something that only another goroutine can do
	PeekAlone  Peek = "alone"  // none: the value holds maps, and to read one that changes ends the process
)

// An Import is a package and the name by which the chunks call it.
type Import struct {
	Name string `json:"name"` // "" is the package's own name
	Path string `json:"path"`
}

// A Chunk is a piece of lowered source that is evaluated at once.
type Chunk struct {
	Name   string `json:"name"` // for messages about our own failures
	Source string `json:"source"`
}

// Interrupt asks the child to stop a cell. It is ignored if that cell is not the one that runs.
type Interrupt struct {
	Cell int `json:"cell"`
}

// Limit says how much memory the child may use from now on, in bytes; 0: as much as there is.
type Limit struct {
	Memory int64 `json:"memory"`
}

// Ack says that the parent has handled the event of that number.
type Ack struct {
	Seq uint64 `json:"seq"`
}

// InputReply answers [Input]; it is also its acknowledgement.
type InputReply struct {
	Seq   uint64 `json:"seq"`
	Text  string `json:"text"`            // without the last line end; several lines if it answers a read
	EOF   bool   `json:"eof,omitempty"`   // there is no more input
	Error string `json:"error,omitempty"` // why nobody could be asked, or ""
	Place *Place `json:"place,omitempty"` // where the cell goes on, if a command has changed that
}

// Close asks the child to end. So does the end of its request descriptor.
type Close struct{}

// ---- From the child to the parent ----

// Ready is the child's first event.
type Ready struct {
	Version int    `json:"version"`
	Go      string `json:"go"` // runtime.Version()
}

// Started says that output on descriptors 1 and 2 belongs to this cell from now on. The child
// waits for its Ack before it runs the cell.
type Started struct {
	Seq  uint64 `json:"seq"`
	Cell int    `json:"cell"`
}

// Display adds an output, or with Update replaces every output that was displayed under ID.
type Display struct {
	Seq      uint64 `json:"seq"`
	Cell     int    `json:"cell"`
	ID       string `json:"id,omitempty"`
	Update   bool   `json:"update,omitempty"`
	Data     Bundle `json:"data"`
	Metadata Bundle `json:"metadata,omitempty"`
}

// Result is the value of a cell's last expression.
type Result struct {
	Seq      uint64 `json:"seq"`
	Cell     int    `json:"cell"`
	Data     Bundle `json:"data"`
	Metadata Bundle `json:"metadata,omitempty"`
}

// Clear removes a cell's outputs, or with Wait does so when its next output comes.
type Clear struct {
	Seq  uint64 `json:"seq"`
	Cell int    `json:"cell"`
	Wait bool   `json:"wait,omitempty"`
}

// Input asks the reader for a line. The answer is an [InputReply].
type Input struct {
	Seq      uint64 `json:"seq"`
	Cell     int    `json:"cell"`
	Prompt   string `json:"prompt"`
	Stdin    bool   `json:"stdin,omitempty"` // a read of standard input: the prompt is what was printed last
	Password bool   `json:"password,omitempty"`
	// Command is the number, from 1, of a command between the cell's statements that is to be run, instead
	// of a question.
	Command int    `json:"command,omitempty"`
	Place   *Place `json:"place,omitempty"` // where the command runs, if the cell has changed that
	// Spent is what the statements behind a %time have taken, instead of a question.
	Spent *Spent `json:"spent,omitempty"`
	// Worker asks for the program that serves the session's functions in other processes, instead of a question:
	// the answer's Text is a Worker as JSON.
	Worker bool `json:"worker,omitempty"`
}

// Spent is what running some code has taken.
type Spent struct {
	Wall  time.Duration `json:"wall"`
	CPU   time.Duration `json:"cpu,omitempty"` // of the whole evaluator, user and system; 0: not known
	Bytes uint64        `json:"bytes"`         // allocated, by the whole evaluator
}

// Recording is an execution trace of the cell, as runtime/trace writes it. It comes before the cell's Done.
type Recording struct {
	Cell  int    `json:"cell"`
	Cut   bool   `json:"cut,omitempty"` // it became too large, and ends before the cell does
	Trace []byte `json:"-"`
	Notes []byte `json:"-"` // for package tracing, if they were asked for
}

// PlacesSuffix is added to the name of a file with an Eval for package procs: there is the text that was lowered for it, whose
// line comments say where in the session's cells its code is from.
const PlacesSuffix = ".places"

// A Worker says how processes that serve the session's functions are started: by a program, or by the evaluator's own,
// which reads an Eval from a file.
type Worker struct {
	Program string `json:"program,omitempty"`
	Eval    string `json:"eval,omitempty"`
}

// Late is text printed by a goroutine of an earlier cell, which would otherwise appear below a
// later one.
type Late struct {
	Cell   int    `json:"cell"`
	Stream string `json:"stream"` // "stdout" or "stderr"
	Text   []byte `json:"-"`
}

// Panic reports a panic that reached the top of a goroutine. The child lives on.
type Panic struct {
	Cell    int     `json:"cell"`
	Message string  `json:"message"`           // as Go prints it: "panic: runtime error: ... [recovered]"
	Started *Frame  `json:"started,omitempty"` // where the goroutine was started; nil: it is the cell's own
	Frames  []Frame `json:"frames,omitempty"`
	Stack   string  `json:"stack,omitempty"` // the interpreter's own Go stack, for reports of our failures
	Gap     *Gap    `json:"gap,omitempty"`   // nil: Frames are all of them
	// Other is where another goroutine was that got in this one's way, if that is known.
	Other *Frame `json:"other,omitempty"`
}

// A Gap is calls that a list of frames leaves out.
type Gap struct {
	At    int  `json:"at"`              // frames in front of it
	Calls int  `json:"calls"`           // how many there are
	About bool `json:"about,omitempty"` // that is not their exact number
}

// A Frame is one of a learner's functions on a panicking goroutine's stack, innermost first.
type Frame struct {
	Func string `json:"func,omitempty"` // its name in the lowered text
	Cell int    `json:"cell,omitempty"` // 0: not in a cell
	Line int    `json:"line,omitempty"` // 1-based; 0: unknown, or the statements of the cell
	Col  int    `json:"col,omitempty"`  // 1-based, bytes

	Exact bool `json:"exact,omitempty"` // the position is that of the call or panic, not of the function
}

// Elided is the Func of a frame that stands for calls which nobody has counted, in the middle of a deep stack.
const Elided = "..."

// Done ends a cell.
type Done struct {
	Cell   int     `json:"cell"`
	Status Status  `json:"status"`
	Code   int     `json:"code,omitempty"`   // os.Exit's argument, for Exited
	Frames []Frame `json:"frames,omitempty"` // for Exited: the calls that led to os.Exit, innermost first
	Fault  string  `json:"fault,omitempty"`  // our failure: for Faulty, or goroutines that could not be stopped
	// Stuck says what the goroutines wait for that an interrupt could not end. They can no
	// longer run the cell's code; only their memory is still held.
	Stuck []string `json:"stuck,omitempty"`
	// Reached are the numbers of the cell's statements that have been executed, of those whose end it
	// tells, unless it ended well.
	Reached []int `json:"reached,omitempty"`
	// Stopped counts goroutines of earlier cells that an interrupt had to end as well.
	Stopped int    `json:"stopped,omitempty"`
	Place   *Place `json:"place,omitempty"` // where later cells run, if this one has changed that
	Spent   *Spent `json:"spent,omitempty"` // by the cell's statements, if Eval.Measure
	// Races are the data races that were seen since the end of the cell before; a pair of places comes once.
	Races []Race `json:"races,omitempty"`
}

// Status says how a cell ended.
type Status string

// How cells end.
const (
	OK          Status = "ok"
	Panicked    Status = "panicked"    // a [Panic] said why
	Exited      Status = "exited"      // os.Exit or log.Fatal; the state is kept
	Deadlocked  Status = "deadlocked"  // a [Deadlock] said why; the state is kept
	Interrupted Status = "interrupted" // by [Interrupt]; the state is kept
	Faulty      Status = "faulty"      // our own failure: the interpreter refused a chunk
	Busy        Status = "busy"        // a [Peek] that was not run, because other goroutines might have interfered
)
