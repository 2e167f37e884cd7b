package rt

import "runtime"

// Go starts f on a new goroutine. A panic ends that goroutine alone and is reported.
func (r *RT) Go(cell int, f func()) { go r.top(cell, f) }

// Guard returns f for a compiled function that calls it at the top of a goroutine, such as
// sync.WaitGroup.Go: a panic of f ends that goroutine alone and is reported.
func (r *RT) Guard(cell int, f func()) func() {
	return func() { r.top(cell, f) }
}

// GuardErr is Guard for a function with an error.
func (r *RT) GuardErr(cell int, f func() error) func() error {
	return func() (err error) {
		r.top(cell, func() { err = f() })
		return err
	}
}

// top runs f as the outermost function of a goroutine.
func (r *RT) top(cell int, f func()) {
	defer func() {
		v := recover()
		if v != nil {
			r.hooks.GoPanic(cell, Fault(v))
		}
		r.hooks.Landed(0)
		if v != nil {
			runtime.Goexit() // what called f must not take it for done
		}
	}()
	r.hooks.Began()
	f()
}

// Run calls body with its deferred calls, and tells of panics that are in flight meanwhile: a deferred
// call can let others go on, and the cell end, before the panic reaches the top of its goroutine.
func (r *RT) Run(body func(*Frame)) {
	since := r.unwound.Load()
	Run(func(f *Frame) {
		returned := false
		defer func() {
			if !returned {
				r.hooks.Unwinding(r.unwound.Add(1))
			}
		}()
		body(f)
		returned = true
	})
	if r.unwound.Load() != since {
		r.hooks.Landed(since)
	}
}
