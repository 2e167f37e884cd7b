package child

import (
	"fmt"
	"os"
	"strings"
)

// An ExitError reports that an evaluator's process ended, and with it the session's state.
type ExitError struct {
	Cell        int       // the cell that ran, or was about to
	Idle        bool      // the process had died before the cell began, which has not run
	Starting    bool      // it died before it was ready for the cell, which has not run
	Interrupted bool      // it was killed because the cell did not stop when interrupted
	Restarted   bool      // it was killed by Restart or Close
	Signal      os.Signal // nil if it exited by itself
	Code        int       // its exit status, if it did
	Stderr      string    // the last 4 KiB that it wrote to standard error
	Crash       string    // the run time's own words, such as "fatal error: concurrent map writes", or ""
	Trace       string    // what the crash says about the goroutine that failed, without the interpreter's calls
	Garbage     error     // not nil: it was killed because something else wrote to its private descriptor
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

const maxTrace = 4 << 10

// parseCrash takes what happened, and the failing goroutine's trace, out of what the run time printed.
func parseCrash(text string) (crash, trace string) {
	head, rest, _ := strings.Cut(text, "\n\n")
	lines := strings.Split(strings.TrimSpace(head), "\n")
	crash = lines[0]
	for _, l := range lines {
		if strings.HasPrefix(l, "fatal error: ") {
			crash = l // "runtime: goroutine stack exceeds ..." comes first
		}
	}
	var b strings.Builder
	first, _, _ := strings.Cut(rest, "\n\n")
	own := true
	for line := range strings.SplitSeq(first, "\n") {
		if !strings.HasPrefix(line, "\t") {
			call := strings.TrimPrefix(line, "created by ")
			own = !strings.HasPrefix(call, "github.com/traefik/yaegi/") && !strings.HasPrefix(call, "reflect.") &&
				!strings.HasPrefix(call, "runtime.") && !strings.HasPrefix(call, "internal/")
		}
		if own && b.Len()+len(line) < maxTrace {
			b.WriteString(line + "\n")
		}
	}
	return crash, strings.TrimSpace(b.String())
}
