package interp

import (
	"runtime"
	"strings"
)

// A census is what the scheduler knows of a cell's goroutines. Unlike a trace of their stacks it costs next to
// nothing, however many goroutines there are.
type census struct {
	all  int
	busy int // those that run, or could at once
}

// census counts c's goroutines; ok is false if the inside of the run time is not known.
func (s *session) census(c *cell) (n census, ok bool) {
	if s.sched == nil {
		return n, false
	}
	for g := range s.sched.Goroutines() {
		if m, belongs := s.labels.of(g.Labels); !belongs || m.cell != c {
			continue
		}
		n.all++
		if !g.Waits() && !g.Calls() {
			n.busy++
		}
	}
	return n, true
}

// present are the numbers of all goroutines; nil if that cannot be known.
func (s *session) present() map[int64]bool {
	if s.sched == nil {
		text, ok := trace()
		if !ok {
			return nil
		}
		return goroutines(text)
	}
	found := map[int64]bool{}
	for g := range s.sched.Goroutines() {
		found[g.ID] = true
	}
	return found
}

// numGoroutine is runtime.NumGoroutine without this process's own goroutines.
func (s *session) numGoroutine() int {
	if s.sched == nil {
		if text, ok := trace(); ok {
			return labelled(text)
		}
		return runtime.NumGoroutine()
	}
	n := 0
	for g := range s.sched.Goroutines() {
		if _, belongs := s.labels.of(g.Labels); belongs && !strings.HasPrefix(g.Start(), lookupStart) {
			n++
		}
	}
	return n
}

// lookupStart is where the interpreter's goroutine begins that looks for a cell's function before it is called. It
// may not have ended yet.
const lookupStart = "github.com/traefik/yaegi/interp.(*Interpreter).EvalWithContext"
