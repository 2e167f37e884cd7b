package rt

// A Frame is the explicit defer stack of one call. Interpreted defers run in the wrong order after a
// second panic and see the wrong arguments in loops, so lowered functions register theirs here.
type Frame struct {
	deferred []func(*Recovery)
	chain    *chain
}

// A Recovery is one panic in flight, as a directly deferred call sees it; nil if there is none.
type Recovery struct {
	value     any
	active    bool // a panic, not a Goexit
	recovered bool
	earlier   *Recovery // during whose deferred call it was raised
	text      string    // what a crash prints for the value
}

// Recover is the builtin recover, called by a directly deferred function.
func (p *Recovery) Recover() any {
	if p == nil || !p.active || p.recovered {
		return nil
	}
	p.recovered = true
	return p.value
}

// RecoverDeferred is a deferred call of recover itself, by a function that was deferred under p. own is
// the panic of that function, which this call cannot see, nor what is behind it.
func (p *Recovery) RecoverDeferred(own *Recovery) any {
	if own != nil {
		return nil
	}
	return p.Recover()
}

// Defer registers call; its arguments have been evaluated.
func (f *Frame) Defer(call func(*Recovery)) { f.deferred = append(f.deferred, call) }

// Run calls body, and then what it deferred, as the end of a Go function does: in reverse order,
// all of them, whatever panics or calls Goexit. A panic that nobody recovered goes on to the caller.
func Run(body func(*Frame)) { run(&chain{}, func() bool { return false }, body) }

// run is Run where a fatal error can end the goroutine, which perishing then reports: nothing is called any more.
func run(c *chain, perishing func() bool, body func(*Frame)) {
	f := &Frame{chain: c}
	returned := false
	defer func() {
		if returned {
			f.unwind(nil)
			return
		}
		if v := recover(); v != nil {
			f.unwind(c.recovered(Fault(v)))
			return
		}
		if !perishing() {
			f.unwind(&Recovery{}) // Goexit, which goes on by itself after this function
		}
	}()
	body(f)
	returned = true
}

// unwind makes the deferred calls under the panic p.
func (f *Frame) unwind(p *Recovery) {
	for len(f.deferred) > 0 {
		call := f.deferred[len(f.deferred)-1]
		f.deferred = f.deferred[:len(f.deferred)-1]
		if p != nil && p.recovered {
			p = nil
		}
		if f.call(call, p) {
			return
		}
	}
	if p != nil && p.active && !p.recovered {
		f.chain.raised(p)
		panic(raise(p.value))
	}
}

// call makes one deferred call. If that panics the others are made here, on top of the panicking stack,
// as long as that shows where the panic comes from; the result is whether that happened.
func (f *Frame) call(call func(*Recovery), p *Recovery) (ended bool) {
	returned := false
	defer func() {
		if returned {
			return
		}
		ended = true
		if v := recover(); v != nil {
			second := f.chain.recovered(Fault(v))
			second.last().earlier = p
			f.unwind(second)
			return
		}
		f.unwind(&Recovery{}) // Goexit ends the goroutine once the rest has run
	}()
	call(p)
	returned = true
	return false
}
