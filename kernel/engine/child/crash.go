package child

import (
	"strconv"
	"strings"

	"weft/kernel/engine/pipe"
)

const maxTrace = 4 << 10

// A crash is what the run time printed when it gave up.
type crash struct {
	what   string // "fatal error: concurrent map writes"
	trace  string // of the goroutine that failed, without the interpreter's calls
	frames []pipe.Frame
	gap    *pipe.Gap
}

// reraised is said of a panic that has left an interpreted function: the interpreter raises it again there.
const reraised = " [recovered, repanicked]"

// parseCrash reads what the run time printed.
func parseCrash(text string) crash {
	head, rest, _ := strings.Cut(text, "\n\n")
	lines := strings.Split(strings.TrimSpace(head), "\n")
	c := crash{what: strings.TrimSuffix(lines[0], reraised)}
	for _, l := range lines {
		if strings.HasPrefix(l, "fatal error: ") {
			c.what = l // "runtime: goroutine stack exceeds ..." comes first
		}
	}
	failed, _, _ := strings.Cut(rest, "\n\n")
	c.trace = learners(failed)
	// The stack of the thread comes before that of its goroutine.
	for block := range strings.SplitSeq(rest, "\n\n") {
		if c.frames, c.gap = framesIn(block); len(c.frames) > 0 {
			break
		}
	}
	return c
}

// learners is a goroutine's trace without the calls of the interpreter and of the run time.
func learners(block string) string {
	var b strings.Builder
	own := true
	for line := range strings.SplitSeq(block, "\n") {
		if !strings.HasPrefix(line, "\t") {
			call := strings.TrimPrefix(line, "created by ")
			own = !strings.HasPrefix(call, "github.com/traefik/yaegi/") && !strings.HasPrefix(call, "reflect.") &&
				!strings.HasPrefix(call, "runtime.") && !strings.HasPrefix(call, "internal/")
		}
		if own && b.Len()+len(line) < maxTrace {
			b.WriteString(line + "\n")
		}
	}
	return strings.TrimSpace(b.String())
}

// placedCall begins the line of a call whose first argument is a place in a cell; the evaluator's file placed.go
// makes them.
const placedCall = "weft/kernel/engine/interp.placed(0x"

// framesIn reads the places out of a goroutine's trace, and what the run time has left out of it.
func framesIn(block string) (frames []pipe.Frame, gap *pipe.Gap) {
	calls := 0
	for line := range strings.Lines(block) {
		if !strings.HasPrefix(line, "\t") {
			calls++
		}
		if middle, ok := strings.CutSuffix(line, " frames elided...\n"); ok {
			n, _ := strconv.Atoi(strings.TrimPrefix(middle, "..."))
			gap = &pipe.Gap{At: len(frames), Calls: min(n, 1e9), About: true}
		}
		argument, ok := strings.CutPrefix(line, placedCall)
		if !ok {
			continue
		}
		hex, _, _ := strings.Cut(argument, ",")
		place, err := strconv.ParseUint(hex, 16, 64)
		if err != nil || place&1 == 0 { // one that may have been overwritten has a question mark
			continue
		}
		frames = append(frames, pipe.Frame{Cell: int(place >> 40), Line: int(place >> 16 & (1<<24 - 1)), Col: int(place >> 1 & (1<<15 - 1)), Exact: true})
	}
	if gap != nil && gap.At == 0 { // what has been left out is compiled code's
		gap = nil
	}
	if gap != nil {
		gap.Calls = gap.Calls * len(frames) / max(calls, 1) // as many of them are a learner's as of the others
	}
	return frames, gap
}
