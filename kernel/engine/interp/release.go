package interp

import (
	"sync"
	"time"
	"unsafe"

	"weft/kernel/engine/vigil"
)

// Waiting for a lock cannot be ended from outside. If the goroutines of a cell that is being stopped wait for one, it
// is unlocked for a moment, in which each of them takes it and gives it back, and then locked as it was: they end, their
// deferred calls run, and nothing has changed about who holds what. That is done if nobody else waits for the lock.

// A release is such a moment for one lock.
type release struct {
	passed chan int64    // goroutines that have given the lock back
	again  chan struct{} // closed when it is locked as before
}

// pass is called by a goroutine that has given the lock back.
func (r *release) pass(goroutine int64) {
	select {
	case r.passed <- goroutine:
	case <-r.again: // it came late
	}
	<-r.again
}

// passing is how long a release waits for goroutines that have only to be scheduled.
const passing = 200 * time.Millisecond

// release ends the waits for locks of these goroutines, none of which can run a cell's code any more.
func (k *locks) release(goroutines map[int64]bool) {
	for address, waiting := range k.waiting() {
		var ours []int64
		for id, a := range waiting {
			if !goroutines[id] || a.cond {
				ours = nil
				break
			}
			if a.release == nil {
				ours = append(ours, id)
			}
		}
		if len(ours) > 0 {
			k.releaseOne(address, waiting[ours[0]].rw, ours)
		}
	}
}

// waiting are the goroutines that wait, by the lock.
func (k *locks) waiting() map[address]map[int64]await {
	all := map[address]map[int64]await{}
	for i := range k.waits {
		w := &k.waits[i]
		w.mu.Lock()
		for id, a := range w.waits {
			if all[a.lock] == nil {
				all[a.lock] = map[int64]await{}
			}
			all[a.lock][id] = a
		}
		w.mu.Unlock()
	}
	return all
}

// releaseOne ends the waits of goroutines for one lock, which their stacks keep in memory.
func (k *locks) releaseOne(a address, rw bool, goroutines []int64) {
	s := k.shard(a)
	s.mu.Lock() // nobody who is known locks or unlocks meanwhile
	defer s.mu.Unlock()
	r := &release{passed: make(chan int64), again: make(chan struct{})}
	defer close(r.again)
	missing := map[int64]bool{}
	for _, id := range goroutines {
		if k.mark(id, a, r) {
			missing[id] = true
		}
	}
	h, l := s.held[a], lockerAt(a, rw)
	if len(missing) == 0 || !h.undo(l) {
		return // who has it will unlock it, or is not known
	}
	late, stop := vigil.After(passing)
	defer stop()
	for len(missing) > 0 {
		select {
		case id := <-r.passed:
			delete(missing, id)
		case <-late:
			missing = nil
		}
	}
	if !h.redo(l) {
		delete(s.held, a) // somebody has taken it who is not known
	}
}

// mark gives the wait of a goroutine its release, if it still waits for that lock.
func (k *locks) mark(goroutine int64, a address, r *release) bool {
	w := &k.waits[goroutine%lockShards]
	w.mu.Lock()
	defer w.mu.Unlock()
	found, ok := w.waits[goroutine]
	if !ok || found.lock != a || found.cond {
		return false
	}
	found.release = r
	w.waits[goroutine] = found
	return true
}

func lockerAt(a address, rw bool) locker {
	at := ^a
	p := *(*unsafe.Pointer)(unsafe.Pointer(&at))
	if rw {
		return locker{rw: (*sync.RWMutex)(p)}
	}
	return locker{mutex: (*sync.Mutex)(p)}
}

// undo unlocks l for those who hold it; false if it is not held as it should be.
func (h holds) undo(l locker) bool {
	switch {
	case h.writer.goroutine != 0:
		if !knownStates.ok || !knownStates.mayUnlock(l) {
			return false
		}
		l.unlock()
		return true
	case l.rw == nil || len(h.readers) == 0 || !knownStates.ok:
		return false
	}
	n := knownStates.count(l.rw)
	if n < 0 {
		n += maxReaders // a writer waits
	}
	if int(n) != len(h.readers) {
		return false
	}
	for range h.readers {
		l.rw.RUnlock()
	}
	return true
}

// redo locks l again as undo found it; false if somebody else has it.
func (h holds) redo(l locker) bool {
	if h.writer.goroutine != 0 {
		return l.try()
	}
	for range h.readers {
		if !l.rw.TryRLock() {
			return false
		}
	}
	return true
}
