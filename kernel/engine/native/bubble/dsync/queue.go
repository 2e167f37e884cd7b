package sync

import (
	"sync"
	"unsafe"

	"weft/kernel/engine/native/bubble/hook"
)

// A waiter is one goroutine in a queue. It sleeps on a condition variable of its own, because that is what
// a bubble counts as durably blocked wherever the variable lives.
type waiter struct {
	cond  sync.Cond
	ready bool
	hook  hook.Waiter
	next  *waiter
}

// A queue holds waiters in the order of their arrival. Its owner's mutex guards it.
type queue struct {
	first, last *waiter
}

// wait sleeps until wake chooses this goroutine. The caller holds mu and has it again afterwards.
//
//go:norace
func (q *queue) wait(mu *sync.Mutex, op hook.Op, obj unsafe.Pointer, holds *hook.Holds) {
	w := &waiter{}
	w.cond.L = mu
	q.push(w)
	w.sleep(op, obj, holds)
}

//go:norace
func (q *queue) push(w *waiter) {
	if q.last == nil {
		q.first = w
	} else {
		q.last.next = w
	}
	q.last = w
}

// sleep returns when w was chosen, at once if it was already. The caller holds the mutex.
//
//go:norace
func (w *waiter) sleep(op hook.Op, obj unsafe.Pointer, holds *hook.Holds) {
	if w.ready {
		return
	}
	w.hook.Shared = op == hook.RLock
	w.hook.Enter(op, obj, holds)
	for !w.ready {
		w.cond.Wait()
	}
	w.hook.Leave()
}

// wake chooses the first waiter and returns it, or nil. The caller holds the mutex.
//
//go:norace
func (q *queue) wake() *waiter {
	w := q.first
	if w == nil {
		return nil
	}
	q.first = w.next
	if q.first == nil {
		q.last = nil
	}
	w.next = nil
	w.ready = true
	w.cond.Signal()
	return w
}

//go:norace
func (q *queue) empty() bool { return q.first == nil }
