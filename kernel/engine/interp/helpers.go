package interp

import (
	"runtime"
	"strconv"

	"weft/kernel/engine/rt"
)

// helpersPath is what lowered code imports for its compiled helpers.
const helpersPath = rt.Path

// helpers returns the compiled helpers, which report to this session.
func (s *session) helpers() *rt.RT {
	return rt.New(rt.Hooks{
		Show: func(v any, typ string) {
			s.stopClock()
			sink{s}.Result(s.shown(v))
		},
		Clock:   s.clock,
		Took:    s.took,
		Command: sink{s}.Command,
		Reached: func(statement int) {
			if c := s.labels.own(); c != nil {
				c.reach(statement)
			}
		},
		GoPanic: s.goroutinePanicked,
		Fatal:   s.fatal,
		Stack:   func() []rt.Call { return s.traces.callers() },
		Exit:    s.exit,
		Done:    s.done,
		Began: func() {
			if c := s.labels.own(); c != nil {
				s.labels.join(c)
				if c.stopping() && !c.crashed() {
					runtime.Goexit() // it had been started, but not begun
				}
			}
		},
		// The end of the cell's own goroutine is waited for in any case.
		Unwinding: func(number uint64) {
			if m := s.labels.member(); m.joined && !m.cell.finished() {
				s.flights.begin(m.cell, number)
			}
		},
		Landed: func(since uint64) {
			if m := s.labels.member(); m.joined {
				s.flights.land(since)
				if since == 0 && m.cell.perishing.Load() {
					s.perished(m.cell)
				}
			}
		},
		Perishing: func() bool {
			c := s.labels.own()
			return c != nil && c.perishing.Load()
		},
		Stdout: s.stdout(),
		Stderr: s.stderr(),
	})
}

// goroutinePanicked is called on the goroutine that panicked.
func (s *session) goroutinePanicked(started string, v any) {
	if c := s.own(); c != nil {
		s.panicked(c, v, placeOf(started))
		select { // what waits for this goroutine does not go on before that is of no consequence
		case <-c.stop:
		case <-c.over:
		}
	}
}

// done is closed when the calling goroutine's cell is to be stopped.
func (s *session) done() <-chan struct{} {
	if c := s.labels.own(); c != nil {
		return c.stop
	}
	return nil
}

// callback returns f for a compiled function that calls it on a goroutine of its own later: that belongs
// to the calling goroutine's cell then, also if a timer starts it, and does nothing if the cell has been
// stopped.
func (s *session) callback(f func()) func() {
	c := s.own()
	if c == nil {
		return f
	}
	guarded := s.rt.Guard("cell["+strconv.Itoa(c.number)+"]:0:0", f)
	return func() {
		if !c.stopping() {
			s.labels.join(c)
			guarded()
		}
	}
}
