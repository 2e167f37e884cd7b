// Package waits says in a learner's words what a goroutine does that cannot go on: "waits to send to results".
// It finds the Go text at the place in the cell. It knows no process and no session; a state is the run time's
// word for why a goroutine waits (runtime/runtime2.go, waitReasonStrings).
package waits

import (
	"strconv"
	"strings"

	"weft/kernel/golang/cell"
)

// A Place is where in a cell a goroutine is.
type Place struct {
	Pos cell.Pos // Col 0: the line is known alone
	// Exact says that Pos is where the goroutine waits. Otherwise it is the function in which it does, or, if
	// that has no line, the cell's own statements.
	Exact bool
}

// An Op is what a goroutine does.
type Op struct {
	Kind  Kind
	On    string   // the channel, or the whole call, as the cell has it, or what IO is about; "" if that is not known
	Recv  string   // of a call of a method: "mu" of mu.Lock()
	Nil   bool     // the channel is nil
	Cases int      // of a select; 0: not known
	Pos   cell.Pos // of the operation; invalid if it was not found
}

// A Kind is what a goroutine does.
type Kind int

// The kinds.
const (
	Other     Kind = iota // something that the run time has no word for which a learner knows
	Running               //
	Sleeping              //
	IO                    // the network, files, processes
	Receiving             // <-On
	Ranging               // for range On
	Sending               // On <- v
	Selecting             // a select of several cases
	Never                 // select {}
	Locking               // On is a call that takes a sync.Mutex, or a sync.RWMutex for writing
	Reading               // the same for reading
	Group                 // On waits for a sync.WaitGroup
	Cond                  // On waits for a sync.Cond
	Calling               // On is a call of compiled code, which waits for something of its own
)

// KindOf is what a state means.
func KindOf(state string) Kind {
	state, _, _ = strings.Cut(state, " (")
	switch state {
	case "running", "runnable", "syscall", "preempted", "copystack", "waiting for preemption":
		return Running
	case "sleep":
		return Sleeping
	case "IO wait":
		return IO
	case "chan receive":
		return Receiving
	case "chan send":
		return Sending
	case "select":
		return Selecting
	case "sync.Mutex.Lock", "sync.RWMutex.Lock":
		return Locking
	case "sync.RWMutex.RLock":
		return Reading
	case "sync.WaitGroup.Wait":
		return Group
	case "sync.Cond.Wait":
		return Cond
	}
	return Other
}

// Phrase says what one goroutine does ("waits to send to results"), or what several do ("wait to send to
// results").
func (o Op) Phrase(several bool) string {
	waits, is, sleeps := "waits", "is", "sleeps"
	if several {
		waits, is, sleeps = "wait", "are", "sleep"
	}
	on := func(unknown string) string {
		if o.On == "" {
			return unknown
		}
		return o.On
	}
	which := ""
	if o.Nil {
		which = ", which is nil"
	}
	switch o.Kind {
	case Running:
		return is + " running"
	case Sleeping:
		return sleeps
	case IO:
		return waits + " for " + on("the network, a file or a program")
	case Receiving:
		return waits + " to receive from " + on("a channel") + which
	case Ranging:
		return waits + " for the next value in range " + o.On + which
	case Sending:
		return waits + " to send to " + on("a channel") + which
	case Selecting:
		switch o.Cases {
		case 0: // an interpreter sends and receives so too
			return waits + " for a channel"
		case 1:
			return waits + " in a select with 1 case"
		}
		return waits + " in a select with " + strconv.Itoa(o.Cases) + " cases"
	case Never:
		return waits + " in select {}"
	case Locking, Reading:
		return waits + " for " + on("a lock")
	case Group:
		return waits + " at " + on("the Wait of a sync.WaitGroup")
	case Cond:
		return waits + " at " + on("the Wait of a sync.Cond")
	case Calling:
		return waits + " in " + o.On
	}
	return waits
}
