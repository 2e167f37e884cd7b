package sync

import (
	"sync"
	"sync/atomic"
	"unsafe"

	"weft/kernel/engine/native/bubble/hook"
)

// A Mutex is a mutual exclusion lock. The zero value is unlocked.
type Mutex struct {
	_     noCopy
	state atomic.Int32 // free, held or awaited
	mu    sync.Mutex   // guards what follows; never held while anything waits
	queue queue
	holds hook.Holds
}

// The states of a Mutex. An awaited one is held, by its holder or by the waiter it was handed to.
const (
	free int32 = iota
	held
	awaited
)

// Lock locks m, waiting until it is free.
//
//go:norace
func (m *Mutex) Lock() {
	s := hook.Load()
	raceOff()
	if s != nil {
		hook.At(hook.Lock, unsafe.Pointer(m))
	}
	if m.state.CompareAndSwap(free, held) {
		if s != nil && s.Track {
			m.holds.Take(false)
		}
	} else {
		m.lockSlow(s)
	}
	raceOn()
	raceAcquire(unsafe.Pointer(m))
}

//go:norace
func (m *Mutex) lockSlow(s *hook.Set) {
	m.mu.Lock()
	if m.state.Swap(awaited) == free {
		// It became free on the way. Nobody else is queued: a queue is never left without a holder.
		m.state.Store(held)
		m.mu.Unlock()
		if s != nil && s.Track {
			m.holds.Take(false)
		}
		return
	}
	m.queue.wait(&m.mu, hook.Lock, unsafe.Pointer(m), &m.holds)
	m.mu.Unlock()
}

// TryLock locks m if it is free, and says whether it did.
//
//go:norace
func (m *Mutex) TryLock() bool {
	s := hook.Load()
	raceOff()
	if s != nil {
		hook.At(hook.TryLock, unsafe.Pointer(m))
	}
	ok := m.state.CompareAndSwap(free, held)
	if ok && s != nil && s.Track {
		m.holds.Take(false)
	}
	raceOn()
	if ok {
		raceAcquire(unsafe.Pointer(m))
	}
	return ok
}

// Unlock unlocks m. It is a fatal error if m is not locked.
//
//go:norace
func (m *Mutex) Unlock() {
	raceRead(unsafe.Pointer(&m.state))
	s := hook.Load()
	raceOff()
	if s != nil {
		hook.At(hook.Unlock, unsafe.Pointer(m))
	}
	raceOn()
	raceRelease(unsafe.Pointer(m))
	raceOff()
	if s == nil && m.state.CompareAndSwap(held, free) {
		raceOn()
		return
	}
	m.unlockSlow(s)
	raceOn()
}

//go:norace
func (m *Mutex) unlockSlow(s *hook.Set) {
	m.mu.Lock()
	if m.state.Load() == free {
		m.mu.Unlock()
		raceOn()
		fatal("sync: unlock of unlocked mutex")
	}
	if s != nil && s.Track {
		m.holds.Drop(true)
	}
	if w := m.queue.wake(); w != nil {
		if s != nil && s.Track {
			m.holds.Hand(&w.hook)
		}
		if m.queue.empty() {
			m.state.Store(held)
		}
	} else {
		m.state.Store(free)
	}
	m.mu.Unlock()
}
