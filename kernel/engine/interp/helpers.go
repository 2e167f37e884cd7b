package interp

import (
	"reflect"

	"weft/kernel/display"
)

// helpersPath is what lowered code imports for its compiled helpers.
const helpersPath = "weft/kernel/engine/rt"

// helpers returns the symbols of the compiled helpers, which report to this session.
func (s *session) helpers() map[string]reflect.Value {
	return map[string]reflect.Value{
		"Show": reflect.ValueOf(func(v any, typ string) { sink{s}.Result(display.Of(v)) }),
		"Go": reflect.ValueOf(func(number int, f func()) {
			go func() {
				defer func() {
					if v := recover(); v != nil {
						s.goroutinePanicked(v)
					}
				}()
				f()
			}()
		}),
	}
}

// goroutinePanicked is called on the goroutine that panicked.
func (s *session) goroutinePanicked(v any) {
	if c := s.own(); c != nil {
		s.panicked(c, v, true)
	}
}
