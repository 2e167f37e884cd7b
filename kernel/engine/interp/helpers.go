package interp

import (
	"reflect"

	"weft/kernel/display"
	"weft/kernel/engine/rt"
)

// helpersPath is what lowered code imports for its compiled helpers.
const helpersPath = rt.Path

// helpers returns the symbols of the compiled helpers, which report to this session.
func (s *session) helpers() map[string]reflect.Value {
	return rt.New(rt.Hooks{
		Show:    func(v any, typ string) { sink{s}.Result(display.Of(v)) },
		GoPanic: func(number int, v any) { s.goroutinePanicked(v) },
		Stdout:  s.stdout(),
		Stderr:  s.stderr(),
	}).Symbols()
}

// goroutinePanicked is called on the goroutine that panicked.
func (s *session) goroutinePanicked(v any) {
	if c := s.own(); c != nil {
		s.panicked(c, v, true)
	}
}
