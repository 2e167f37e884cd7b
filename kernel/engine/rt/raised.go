package rt

import (
	"fmt"
	"runtime"
)

// A raised is a learner's error while it is a panic in flight. The interpreter calls the method Error of an error
// in every function that the panic leaves; compiled code calls it once, when the program ends of it.
type raised struct{ value any }

// Format prints the error, for compiled code that recovers and prints.
func (r raised) Format(s fmt.State, verb rune) { fmt.Fprintf(s, fmt.FormatString(s, verb), r.value) }

// raise is what a panic of v is raised with.
func raise(v any) any {
	if _, ok := v.(boxed); !ok {
		if _, ok := v.(runtime.Error); ok {
			return v
		}
		switch v.(type) { // a learner's error may be inside
		case interface{ Unwrap() error }, interface{ Unwrap() []error }:
		default:
			return v
		}
	}
	if _, ok := v.(error); ok {
		return raised{v}
	}
	return v
}
