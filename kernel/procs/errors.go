package procs

import (
	"errors"
	"fmt"
	"os"
)

// ErrUnsupported says that the operating system lacks what processes need here.
var ErrUnsupported = errors.New("procs: processes that share values need Linux or macOS; use goroutines on this system")

// ErrClosed says that a queue, pipe or pool has been closed.
var ErrClosed = errors.New("procs: it is closed")

// ErrGiven says that an end of a pipe belongs to another process: it was an argument of a call.
var ErrGiven = errors.New("procs: this end of the pipe was given to another process")

// A CrashError reports that a process ended before the function that it ran returned.
type CrashError struct {
	Func   string    // the function
	PID    int       // the process
	Code   int       // its exit status; -1 if a signal ended it
	Signal os.Signal // nil if it exited by itself
	Panic  string    // what the run time said: "panic: no tide", "fatal error: ..."; or ""
	Place  string    // where, such as "cell [3] line 5"; or ""
}

func (e *CrashError) Error() string {
	why := fmt.Sprintf("exit status %d", e.Code)
	switch {
	case e.Panic != "":
		why = e.Panic
	case e.Signal != nil:
		why = "signal: " + e.Signal.String()
	case e.Code == 0:
		why = "it exited before " + e.Func + " returned"
	}
	if e.Place != "" {
		why += " (" + e.Place + ")"
	}
	return fmt.Sprintf("%s in process %d: %s", e.Func, e.PID, why)
}

// A TaskError is what went wrong with one item of [Map].
type TaskError struct {
	Index int // of the item
	Err   error
}

func (e *TaskError) Error() string { return fmt.Sprintf("item %d: %v", e.Index, e.Err) }

// Unwrap returns Err.
func (e *TaskError) Unwrap() error { return e.Err }

// A ValueError reports a value that cannot be encoded, or bytes that are not what was expected.
type ValueError struct{ Reason string }

func (e *ValueError) Error() string { return "procs: " + e.Reason }
