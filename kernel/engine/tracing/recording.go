package tracing

import (
	"fmt"
	"time"
)

// A Recording is what the goroutines of a cell did. Times count from the moment at which the cell began.
type Recording struct {
	Elapsed    time.Duration // until the cell ended, or the trace
	Goroutines []Goroutine   // the cell's own first, the others as they began; at most MaxGoroutines
	Total      int           // of goroutines
	Channels   []Channel     // with a buffer, that these goroutines used; in the order of their first use
	CPUs       int           // GOMAXPROCS, as it was for most of the time
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
	Holds  []Hold // in the order of their beginnings
}

// A Span is a state from one moment to another. Spans of a goroutine follow each other without gaps.
type Span struct {
	State    State
	From, To time.Duration
	Reason   string // of a wait, in the run time's words: "chan receive", "sync", "sleep"
	Place    string // where it waits, as far as that is known: "cell[3]:9:2"
	Waker    int64  // the goroutine of the cell that ended the wait; 0: the world, or nobody
	Lock     int    // that it waits for, by number; 0: none, or one that is not known
}

// A Hold is a time during which a goroutine had a lock. Only locks that interpreted code locks are known.
type Hold struct {
	Lock     int // its number in this recording, from 1
	From, To time.Duration
	Read     bool   // as one of several readers
	Place    string // of the call that locked it: "cell[3]:9:2"
	Index    int64  // the element of a slice or array that the lock is or is in, as the call says; -1: it does not
	Open     bool   // it had not ended with the recording
}

// A Channel is one with a buffer.
type Channel struct {
	Number int    // in this recording, from 1
	Cap    int    // of the buffer
	Made   string // where: "cell[3]:4:2"; "" if that was before, or is not known
	Uses   []Use  // in their order; at most MaxUses
	Cut    bool   // there are more
}

// A Use is that a goroutine has sent to a channel or received from it.
type Use struct {
	At        time.Duration
	Goroutine int64
	Place     string // "" if it is not known
	Sent      bool
	Filled    int // slots of the buffer, after it
}

// MaxUses is how many uses of one channel a Recording tells.
const MaxUses = 20_000

// A State is what a goroutine does in a span.
type State int

// The states.
const (
	Running State = iota // on a processor
	Ready                // it could run, if a processor were free
	Waiting              // for another goroutine of the cell
	Outside              // for time, or for the world
)

// stateNames are constant.
var stateNames = [...]string{"running", "ready", "waiting", "outside"}

// MarshalText is a state's name: running, ready, waiting or outside.
func (s State) MarshalText() ([]byte, error) {
	if s < 0 || int(s) >= len(stateNames) {
		return nil, fmt.Errorf("write state %d: there is none", int(s))
	}
	return []byte(stateNames[s]), nil
}

// UnmarshalText reads what MarshalText writes.
func (s *State) UnmarshalText(text []byte) error {
	for i, name := range stateNames {
		if name == string(text) {
			*s = State(i)
			return nil
		}
	}
	return fmt.Errorf("read state %q: there is none", text)
}
