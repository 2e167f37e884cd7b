package run

import (
	"fmt"
	"time"

	"weft/kernel/engine/native/bubble/hook"
)

// An Outcome is what a run did. All times but Real and CPU are virtual.
type Outcome struct {
	End     End
	Elapsed time.Duration // until the function ended, or the bubble stood still
	Real    time.Duration
	CPU     time.Duration // processor time of the process during the run
	Panic   *Panic        `json:",omitempty"` // for Panicked

	// Goroutines are those of the bubble that remain, without the machinery's, the function's own
	// first; at most 200 of Total.
	Goroutines []Goroutine `json:",omitempty"`
	Total      int
	// Cycle are the numbers of goroutines each of which holds a lock that the one before it
	// awaits, the last one's awaited by the first... empty if there is no such circle.
	Cycle []int64 `json:",omitempty"`
	// Remain says that the bubble is not over, or over with goroutines left: replace the process.
	Remain bool

	Acquired, Waited int64        // locks taken and calls of sync.Map, and waits for anything of package sync
	Taken            []hook.Place `json:",omitempty"` // where the first of the locks were taken
}

// An End is how a run ended.
type End int

// The ends. A panic or Goexit of the function comes before what became of other goroutines.
const (
	Running  End = iota // never in an Outcome
	Returned            // the function returned and all goroutines ended
	Panicked            // the function panicked
	Exited              // the function called runtime.Goexit, and all goroutines ended
	Deadlock            // all goroutines waited for each other
	Leak                // the function returned, and goroutines waited for what cannot come any more, or for time
	Still               // the virtual clock stood still for too long
	Overtime            // the virtual time limit was reached
	Crowd               // there were more goroutines than allowed
)

func (e End) String() string {
	names := [...]string{"running", "returned", "panicked", "exited", "deadlock", "leak", "still", "overtime", "crowd"}
	if e < 0 || int(e) >= len(names) {
		return fmt.Sprintf("End(%d)", int(e))
	}
	return names[e]
}

// MarshalText makes the name the JSON form.
func (e End) MarshalText() ([]byte, error) { return []byte(e.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (e *End) UnmarshalText(text []byte) error {
	for i := Running; i <= Crowd; i++ {
		if i.String() == string(text) {
			*e = i
			return nil
		}
	}
	return fmt.Errorf("unknown end of a run %q", text)
}

// A Goroutine is one that remained.
type Goroutine struct {
	ID      int64
	Main    bool   // runs the function
	State   string // what it waits for, in learners' words: "chan receive", "sync.Mutex.Lock", "sleep", "running"
	Durable bool   // the bubble counts it as waiting
	Frames  []hook.Place
	Place   hook.Place // the frame of the learner's that waits; zero if there is none
	Started hook.Place // the go statement; zero for Main
	// Spins are, of one that computes while the clock stands still, the first and the last line at which Frames[0] was seen;
	// below it, it was not always in the same function.
	Spins  [2]int `json:",omitzero"`
	Parent int64  // who executed it; 0 for Main
	// Object is the lock, group or condition that it awaits, if that was tracked, and Holders
	// those who hold it, which are all if HoldersKnown.
	Object       uint64          `json:",omitempty"`
	Holders      []hook.HoldInfo `json:",omitempty"`
	HoldersKnown bool            `json:",omitempty"`
}
