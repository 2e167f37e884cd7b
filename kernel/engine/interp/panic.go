package interp

import (
	"reflect"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"

	"weft/kernel/engine/pipe"
	"weft/kernel/engine/rt"
)

// panicked reports the panic v that reached the top of the calling goroutine, which is the cell's own
// or one that it started, and stops the rest of a running cell, as a program would end.
func (s *session) panicked(c *cell, v any, goroutine bool) {
	v = plain(v)
	s.link.send(&pipe.Panic{
		Cell:      c.number,
		Message:   "panic: " + rt.PanicText(v),
		Goroutine: goroutine,
		Frames:    s.traces.take(v),
		Stack:     string(debug.Stack()),
	})
	if !c.finished() {
		s.stopCell(c, pipe.Panicked, 0)
	}
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

// goroutine returns the calling goroutine's number, which only a trace tells.
func goroutine() int64 {
	var buf [64]byte
	text, _ := strings.CutPrefix(string(buf[:runtime.Stack(buf[:], false)]), "goroutine ")
	number, _, _ := strings.Cut(text, " ")
	n, _ := strconv.ParseInt(number, 10, 64)
	return n
}
