package rt

// A Frame is the explicit defer stack of one call. Interpreted defers run in the wrong order after a
// second panic and see the wrong arguments in loops, so lowered functions register theirs here.
type Frame struct{ deferred []func(*Recovery) }

// A Recovery is one panic in flight, as a directly deferred call sees it; nil if there is none.
type Recovery struct {
	value     any
	active    bool // a panic, not a Goexit
	recovered bool
}

// Recover is the builtin recover, called by a directly deferred function.
func (p *Recovery) Recover() any {
	if p == nil || !p.active || p.recovered {
		return nil
	}
	p.recovered = true
	return p.value
}

// Defer registers call; its arguments have been evaluated.
func (f *Frame) Defer(call func(*Recovery)) { f.deferred = append(f.deferred, call) }

// Run calls body, and then what it deferred, as the end of a Go function does: in reverse order,
// all of them, whatever panics or calls Goexit. A panic that nobody recovered goes on to the caller.
func Run(body func(*Frame)) {
	f := &Frame{}
	returned := false
	defer func() {
		if returned {
			f.unwind(nil)
			return
		}
		v := recover() // nil: Goexit, which goes on by itself after this function
		f.unwind(&Recovery{value: Fault(v), active: v != nil})
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
		p = f.call(call, p)
	}
	if p != nil && p.active && !p.recovered {
		panic(p.value)
	}
}

// call makes one deferred call and returns the panic that is in flight after it.
func (f *Frame) call(call func(*Recovery), p *Recovery) (after *Recovery) {
	returned := false
	defer func() {
		if returned {
			return
		}
		if v := recover(); v != nil {
			after = &Recovery{value: Fault(v), active: true}
			return
		}
		f.unwind(&Recovery{}) // Goexit ends the goroutine once the rest has run
	}()
	call(p)
	returned = true
	return p
}
