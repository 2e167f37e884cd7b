package rt

import "weft/kernel/engine/rt/watch"

// Trace is what instrumented code calls to tell of an access or of synchronisation (see package watch). It returns
// true, so that it can stand in front of a condition. The engine replaces its calls: a call that is really made says
// that something was not told.
type Trace func(what, site string, operands ...any) bool

func (r *RT) untold(string, string, ...any) bool {
	r.watch.BeCareful()
	return true
}

// Watch is what instrumented code tells.
func (r *RT) Watch() *watch.Watch { return &r.watch }

// Ends returns f, which releases an object when it ends: what waits for the object to be done waits for f. An
// object of a group with a limit also lets f begin when another one has ended.
func (r *RT) Ends(object any, f func()) func() {
	return func() {
		defer r.watch.Begun(object)()
		f()
	}
}

// EndsAnywhere returns f, which lets whatever learns of its end know what it did.
func (r *RT) EndsAnywhere(f func()) func() {
	return func() {
		defer r.watch.Ended()
		f()
	}
}

// EndsErr is Ends for a function with an error.
func (r *RT) EndsErr(object any, f func() error) func() error {
	return func() error {
		defer r.watch.Begun(object)()
		return f()
	}
}

// EndsResult is Ends for a function with a value and an error.
func (r *RT) EndsResult(object any, f func() (any, error)) func() (any, error) {
	return func() (any, error) {
		defer r.watch.Begun(object)()
		return f()
	}
}

// Each returns f, which learns what is released at an object each time it is called.
func (r *RT) Each(object any, f func(k, v any) bool) func(k, v any) bool {
	return func(k, v any) bool {
		r.watch.Met(object)
		return f(k, v)
	}
}
