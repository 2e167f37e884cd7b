package tracing

import "time"

// A Recording is what the goroutines of a cell did. Times count from the moment at which the cell began.
type Recording struct {
	Elapsed    time.Duration // until the cell ended, or the trace
	Goroutines []Goroutine   // the cell's own first, the others as they began; at most MaxGoroutines
	Total      int           // of goroutines
	CPUs       int           // processors that the run time used at most
	Cut        bool          // the trace ends before the cell does
}

// MaxGoroutines is how many goroutines a Recording describes.
const MaxGoroutines = 20_000

// A Goroutine is one of a cell's.
type Goroutine struct {
	ID     int64
	Parent int64  // who started it; 0: not known
	Main   bool   // the cell's own
	Name   string // "" if it was given none
	Place  string // where it was started: "cell[3]:7:2"; without a line if compiled code did that
	Born   time.Duration
	Ended  bool // it had ended with the last span
	Spans  []Span
}

// A Span is a state from one moment to another. Spans of a goroutine follow each other without gaps.
type Span struct {
	State    State
	From, To time.Duration
	Reason   string // of a wait, in the run time's words: "chan receive", "sync", "sleep"
	Place    string // where it waits, as far as that is known: "cell[3]:9:2"
	Waker    int64  // the goroutine of the cell that ended the wait; 0: the world, or nobody
}

// A State is what a goroutine does in a span.
type State int

// The states.
const (
	Running State = iota // on a processor
	Ready                // it could run, if a processor were free
	Waiting              // for another goroutine of the cell
	Outside              // for time, or for the world
)
