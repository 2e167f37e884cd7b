package interp

import (
	"fmt"
	"reflect"
	"runtime/debug"
	"time"

	"weft/kernel/engine/pipe"
)

// panicked reports the panic v that reached the top of the calling goroutine, which is the cell's own
// or one that it started, and stops the rest of a running cell, as a program would end.
// started is the place that started the goroutine, nil for the cell's own.
func (s *session) panicked(c *cell, v any, started *pipe.Frame) {
	v = plain(v)
	s.link.send(&pipe.Panic{
		Cell:    c.number,
		Message: s.rt.Crash(v),
		Started: started,
		Frames:  s.traces.take(),
		Stack:   string(debug.Stack()),
	})
	if !c.finished() {
		s.stopCell(c, pipe.Panicked, 0)
	}
}

// left is called when the cell's own goroutine has called runtime.Goexit. The others go on, and the cell
// with them, until they have ended (see detector.alone), too, or are deadlocked.
func (s *session) left(c *cell) {
	at := s.traces.here() // its calls still stand below this one
	c.gone.Store(&at)
	if s.sched != nil {
		<-c.stop
		return
	}
	for again := time.NewTicker(recount); ; {
		if text, ok := trace(); ok && len(stacksOf(text, c.number)) <= 1 {
			again.Stop()
			break
		}
		select {
		case <-again.C:
		case <-c.stop:
			return
		}
	}
	s.abandoned(c)
}

// abandoned ends a cell none of whose goroutines is left: a program has nothing more to run then and no way to end.
func (s *session) abandoned(c *cell) {
	s.link.send(&pipe.Panic{Cell: c.number, Message: "fatal error: no goroutines (main called runtime.Goexit) - deadlock!", Frames: *c.gone.Load()})
	s.stopCell(c, pipe.Panicked, 0)
}

// placeOf reads "cell[3]:2:5"; the goroutine of a place without a line was started by compiled code.
func placeOf(where string) *pipe.Frame {
	f := &pipe.Frame{}
	fmt.Sscanf(where, "cell[%d]:%d:%d", &f.Cell, &f.Line, &f.Col)
	f.Exact = f.Line > 0
	return f
}

// plain unwraps what the interpreter's own panic statement raises.
func plain(v any) any {
	r, ok := v.(reflect.Value)
	switch {
	case !ok:
		return v
	case !r.IsValid() || !r.CanInterface():
		return nil
	}
	return r.Interface()
}
