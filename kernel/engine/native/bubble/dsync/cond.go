package sync

import (
	"sync"
	"sync/atomic"
	"unsafe"

	"weft/kernel/engine/native/bubble/hook"
)

// A Cond is a condition variable. L is held while the condition is looked at or changed. It must not be
// copied after its first use.
type Cond struct {
	_     noCopy
	L     Locker
	self  atomic.Uintptr
	mu    sync.Mutex // guards queue; never held while anything waits
	queue queue
}

// NewCond returns a condition variable with the lock l.
func NewCond(l Locker) *Cond { return &Cond{L: l} }

// Wait unlocks L, sleeps until it is signalled, and locks L again.
//
//go:norace
func (c *Cond) Wait() {
	c.check()
	raceOff()
	hook.At(hook.CondWait, unsafe.Pointer(c))
	raceOn()
	t := c.enqueue()
	c.L.Unlock()
	c.sleep(t)
	c.L.Lock()
	switch c.L.(type) {
	case *Mutex, *RWMutex, *reader:
		inner()
	}
}

// enqueue takes the goroutine's place in the queue, so that a signal after L is unlocked finds it.
//
//go:norace
func (c *Cond) enqueue() *waiter {
	raceOff()
	w := &waiter{}
	w.cond.L = &c.mu
	c.mu.Lock()
	c.queue.push(w)
	c.mu.Unlock()
	raceOn()
	return w
}

//go:norace
func (c *Cond) sleep(w *waiter) {
	raceOff()
	c.mu.Lock()
	w.sleep(hook.CondWait, unsafe.Pointer(c), nil)
	c.mu.Unlock()
	raceOn()
}

// Signal wakes the goroutine that has waited longest, if there is one.
//
//go:norace
func (c *Cond) Signal() {
	c.check()
	raceOff()
	hook.At(hook.Signal, unsafe.Pointer(c))
	c.mu.Lock()
	c.queue.wake()
	c.mu.Unlock()
	raceOn()
}

// Broadcast wakes all goroutines that wait.
//
//go:norace
func (c *Cond) Broadcast() {
	c.check()
	raceOff()
	hook.At(hook.Broadcast, unsafe.Pointer(c))
	c.mu.Lock()
	for c.queue.wake() != nil {
	}
	c.mu.Unlock()
	raceOn()
}

// check panics if c is a copy of one that was used. The address is kept as a number: a pointer would
// follow the copy's original.
//
//go:norace
func (c *Cond) check() {
	me := uintptr(unsafe.Pointer(c))
	raceOff()
	ok := c.self.Load() == me || c.self.CompareAndSwap(0, me) || c.self.Load() == me
	raceOn()
	if !ok {
		panic("sync.Cond is copied")
	}
}
