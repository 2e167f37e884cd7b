package rt

import (
	"reflect"
	"runtime"
)

// Go starts f on a new goroutine, at a place like "cell[3]:7:2". A panic ends that goroutine alone and is reported.
type Go func(at string, f func())

// GoCall is Go for a call of the function f, without arguments if it is a func(). The arguments have the
// parameters' types, which are not interfaces.
type GoCall func(at string, f any, args ...any)

func (r *RT) start(at string, f func()) {
	r.maps.begins()
	go r.top(at, r.watch.Fork(at, false), f)
}

func (r *RT) startCall(at string, f any, args ...any) {
	r.begin()
	if f, ok := f.(func()); ok {
		go r.top(at, r.watch.Fork(at, false), f)
		return
	}
	in := make([]reflect.Value, len(args))
	for i, a := range args {
		in[i] = reflect.ValueOf(a)
	}
	go r.top(at, r.watch.Fork(at, false), func() { reflect.ValueOf(f).Call(in) })
}

// begin is called before a goroutine begins. A cell that a fatal error ends starts no more.
func (r *RT) begin() {
	if r.hooks.Perishing() {
		runtime.Goexit()
	}
	r.maps.begins()
}

// Guard returns f for a compiled function that calls it at the top of a goroutine, such as
// sync.WaitGroup.Go: a panic of f ends that goroutine alone and is reported.
func (r *RT) Guard(at string, f func()) func() {
	arrive, begin := r.maps.expected(), r.watch.Fork(at, true)
	return func() {
		arrive()
		r.top(at, begin, f)
	}
}

// GuardWait is Guard for sync.WaitGroup.Go itself, which recovers a panic and raises it again.
func (r *RT) GuardWait(at string, f func()) func() {
	arrive, begin := r.maps.expected(), r.watch.Fork(at, false)
	return func() {
		arrive()
		r.top(at, begin, func() {
			defer func() {
				if v := recover(); v != nil {
					p := r.chain.recovered(Fault(v))
					p.recovered = true
					r.chain.raised(&Recovery{value: p.value, active: true, earlier: p})
					panic(raise(p.value))
				}
			}()
			f()
		})
	}
}

// GuardErr is Guard for a function with an error.
func (r *RT) GuardErr(at string, f func() error) func() error {
	arrive, begin := r.maps.expected(), r.watch.Fork(at, false)
	return func() (err error) {
		arrive()
		r.top(at, begin, func() { err = f() })
		return err
	}
}

// GuardResult is GuardErr for a function with a value and an error.
func (r *RT) GuardResult(at string, f func() (any, error)) func() (any, error) {
	arrive, begin := r.maps.expected(), r.watch.Fork(at, false)
	return func() (v any, err error) {
		arrive()
		r.top(at, begin, func() { v, err = f() })
		return v, err
	}
}

// top runs f as the outermost function of a goroutine, whose beginning r.maps has been told of. begin is what
// watches it.
func (r *RT) top(at string, begin func() func(), f func()) {
	born := r.Born(at)
	r.notes.Go(at)
	defer func() {
		v := recover()
		if v != nil {
			r.hooks.GoPanic(at, Fault(v))
		}
		r.hooks.Landed(0)
		r.Died(born)
		r.maps.ends()
		if v != nil {
			runtime.Goexit() // what called f must not take it for done
		}
	}()
	r.hooks.Began()
	defer begin()()
	f()
}

// Run calls body with its deferred calls, and tells of panics that are in flight meanwhile: a deferred
// call can let others go on, and the cell end, before the panic reaches the top of its goroutine.
func (r *RT) Run(body func(*Frame)) {
	since := r.unwound.Load()
	run(&r.chain, r.hooks.Perishing, func(f *Frame) {
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
