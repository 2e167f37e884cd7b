// Package observe holds what one run of a submission did, as plain values that can be stored and sent.
// It judges nothing: see package checks.
package observe

import (
	"cmp"
	"encoding/json"
	"time"
)

// A Run is one case, run once.
type Run struct {
	Case string `json:"case"`
	Seed uint64 `json:"seed,omitempty"` // of the schedule; 0: nothing was delayed
	Race bool   `json:"race,omitempty"` // built with the race detector

	Stop    Stop            `json:"stop"`
	Elapsed time.Duration   `json:"elapsed"` // virtual time from the call of the submission to its return, or to the stop
	Value   json.RawMessage `json:"value,omitempty"`
	Events  []Event         `json:"events,omitempty"` // by time; those of one instant in no promised order
	Counts  []Count         `json:"counts,omitempty"` // by name

	Panic      *Panic      `json:"panic,omitempty"`
	Goroutines []Goroutine `json:"goroutines,omitempty"` // those that are blocked (Deadlock), left behind (Leaked) or running (Stuck)
	Races      []Race      `json:"races,omitempty"`
	Code       int         `json:"code,omitempty"`   // exit status, for Exited
	Limit      string      `json:"limit,omitempty"`  // what was exceeded, for Limited: "memory 256 MiB"
	Output     string      `json:"output,omitempty"` // the beginning of what it printed

	Wall time.Duration `json:"wall,omitempty"` // real time; for reports only, never judged
	CPU  time.Duration `json:"cpu,omitempty"`
}

// A Stop says why a run ended.
type Stop string

// How runs end.
const (
	Returned Stop = "returned" // the submission returned, and nothing of it is left
	Panicked Stop = "panicked" // see Panic; also in a goroutine of the submission
	Deadlock Stop = "deadlock" // every goroutine is blocked for ever, and the submission has not returned
	Leaked   Stop = "leaked"   // the submission returned; goroutines of it are left
	Stuck    Stop = "stuck"    // virtual time stands still: a busy loop, or a wait for something real
	Exited   Stop = "exited"   // os.Exit, log.Fatal, runtime.Goexit of the main goroutine
	Crashed  Stop = "crashed"  // a fatal error of the Go run time, or a signal
	Limited  Stop = "limited"  // a limit of the case was reached
)

// An Event is what the driver recorded at one moment.
type Event struct {
	At   time.Duration `json:"at"` // virtual time since the call of the submission
	Name string        `json:"name"`
	ID   int           `json:"id,omitempty"`
	Kind Kind          `json:"kind"`
	Span int           `json:"span,omitempty"` // what joins a Begin to its End, from 1
	// Failed, of an End: the operation was broken off or gave an error.
	Failed bool `json:"failed,omitempty"`
	// Where is the place of the submission that led to it, if that is known: for begins it is as a rule.
	Where Pos `json:"where,omitzero"`
}

// A Kind is what an event is.
type Kind string

// Kinds of events.
const (
	Begin Kind = "begin"
	End   Kind = "end"
	Mark  Kind = "mark"
)

// A Count is a number that the driver counted.
type Count struct {
	Name  string `json:"name"`
	Value int64  `json:"value"`
	// Where is the place of the submission to which most of it is due, if that is known.
	Where Pos `json:"where,omitzero"`
}

// A Pos is a place in a submission.
type Pos struct {
	File string `json:"file"`
	Line int    `json:"line"` // from 1
	Func string `json:"func,omitempty"`
}

// Compare orders places as a reader meets them: by file, then by line.
func (p Pos) Compare(q Pos) int {
	return cmp.Or(cmp.Compare(p.File, q.File), cmp.Compare(p.Line, q.Line), cmp.Compare(p.Func, q.Func))
}

// A Panic is one that nothing recovered.
type Panic struct {
	Message string `json:"message"` // as Go prints it
	Stack   []Pos  `json:"stack,omitempty"`
}

// A Goroutine is one of the submission's.
type Goroutine struct {
	ID      int    `json:"id,omitempty"`   // in this run, from 1
	Main    bool   `json:"main,omitempty"` // it called the submission
	State   string `json:"state"`          // what it waits for, in the run time's words: "chan send"
	Stack   []Pos  `json:"stack,omitempty"`
	Created Pos    `json:"created,omitzero"`
	Holds   []Pos  `json:"holds,omitempty"` // where it took locks that it holds
	Waits   Pos    `json:"waits,omitzero"`  // where the lock was taken that it waits for, if it waits for one
	For     []int  `json:"for,omitempty"`   // the IDs of those who hold that lock
	// Spins are, of one that computes while time stands still, the first and the last line at which Stack[0] was seen.
	Spins [2]int `json:"spins,omitzero"`
}

// A Race is two accesses to one variable, one of them a write, without order between them.
type Race struct {
	First  Access `json:"first"`
	Second Access `json:"second"`
}

// An Access is one side of a race.
type Access struct {
	Write   bool  `json:"write"`
	Stack   []Pos `json:"stack,omitempty"`
	Created Pos   `json:"created,omitzero"` // of its goroutine
}
