package child

import (
	"fmt"
	"os"

	"weft/kernel/engine/pipe"
)

// An ExitError reports that an evaluator's process ended, and with it the session's state.
type ExitError struct {
	Cell        int          // the cell that ran, or was about to
	Idle        bool         // the process had died before the cell began, which has not run
	Starting    bool         // it died before it was ready for the cell, which has not run
	Interrupted bool         // it was killed because the cell did not stop when interrupted
	Restarted   bool         // it was killed by Restart or Close
	Signal      os.Signal    // nil if it exited by itself
	Code        int          // its exit status, if it did
	Stderr      string       // the last 4 KiB that it wrote to standard error
	Crash       string       // the run time's own words, such as "fatal error: concurrent map writes", or ""
	Trace       string       // what the crash says about the goroutine that failed, without the interpreter's calls
	Frames      []pipe.Frame // the learner's calls on that goroutine's stack, innermost first, as far as they are known
	Gap         *pipe.Gap    // what Frames leaves out, if anything
	Garbage     error        // not nil: it was killed because something else wrote to its private descriptor
}

func (e *ExitError) Error() string {
	when := fmt.Sprintf("cell %d", e.Cell)
	switch {
	case e.Starting:
		when = "start evaluator"
	case e.Idle:
		when = fmt.Sprintf("before cell %d", e.Cell)
	}
	switch {
	case e.Restarted:
		return when + ": evaluator was restarted"
	case e.Interrupted:
		return when + ": evaluator did not stop when interrupted, and was replaced"
	case e.Garbage != nil:
		return fmt.Sprintf("%s: evaluator was replaced, its descriptor for events was written to: %v", when, e.Garbage)
	case e.Crash != "":
		return when + ": evaluator died: " + e.Crash
	case e.Signal != nil:
		return fmt.Sprintf("%s: evaluator died: %v", when, e.Signal)
	}
	return fmt.Sprintf("%s: evaluator exited with status %d", when, e.Code)
}
