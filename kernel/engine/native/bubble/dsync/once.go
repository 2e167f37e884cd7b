package sync

import (
	"sync/atomic"
	"unsafe"

	"weft/kernel/engine/native/bubble/hook"
)

// A Once runs one function once.
type Once struct {
	_    noCopy
	done atomic.Bool
	m    Mutex
}

// Do calls f if no call of Do on this Once has, and returns when that call is over. A call that panics
// counts.
func (o *Once) Do(f func()) {
	if o.done.Load() {
		return
	}
	raceOff()
	hook.At(hook.OnceDo, unsafe.Pointer(o))
	raceOn()
	o.m.Lock()
	inner()
	defer o.m.Unlock()
	if !o.done.Load() {
		defer o.done.Store(true)
		f()
	}
}

// inner keeps a lock of the package's own from being counted as one of the program's.
//
//go:norace
func inner() {
	raceOff()
	hook.Inner()
	raceOn()
}

// A cell is the memory of the functions that OnceFunc and its kin return: the outcome of one call.
type cell struct {
	once     Once
	returned bool
	panicked any
}

// call runs f the first time, and panics every time if f did. The value of the first panic goes on
// with the stack of f.
func (c *cell) call(f func()) {
	c.once.Do(func() {
		defer func() {
			if !c.returned {
				c.panicked = recover()
				panic(c.panicked)
			}
		}()
		f()
		c.returned = true
	})
	if !c.returned {
		panic(c.panicked)
	}
}

// OnceFunc returns a function that calls f the first time only. If f panics, every call panics with
// the same value.
func OnceFunc(f func()) func() {
	c := new(cell)
	return func() {
		c.call(func() {
			g := f
			f = nil // so that what it holds can be collected
			g()
		})
	}
}

// OnceValue returns a function that calls f the first time only and always returns its value. If f
// panics, every call panics with the same value.
func OnceValue[T any](f func() T) func() T {
	c := new(cell)
	var v T
	return func() T {
		c.call(func() {
			g := f
			f = nil
			v = g()
		})
		return v
	}
}

// OnceValues is OnceValue for functions of two results.
func OnceValues[T1, T2 any](f func() (T1, T2)) func() (T1, T2) {
	c := new(cell)
	var v1 T1
	var v2 T2
	return func() (T1, T2) {
		c.call(func() {
			g := f
			f = nil
			v1, v2 = g()
		})
		return v1, v2
	}
}
