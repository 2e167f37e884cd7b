package sync

import (
	"sync"
	"unsafe"

	"weft/kernel/engine/native/bubble/hook"
)

// An RWMutex is a reader/writer lock: held by any number of readers or by one writer. While a writer
// waits, new readers wait too. The zero value is unlocked.
type RWMutex struct {
	_       noCopy
	mu      sync.Mutex // guards what follows; never held while anything waits
	writing bool
	reading int // number of readers
	readers queue
	writers queue
	holds   hook.Holds

	// Addresses for the race detector: a writer's release goes to the readers and writers that
	// follow, a reader's only to the next writer.
	toReaders, toWriter byte
}

// enter tells the detector of a use of rw, and the hooks of an operation.
//
//go:norace
func (rw *RWMutex) enter(op hook.Op) *hook.Set {
	raceRead(unsafe.Pointer(&rw.writing))
	s := hook.Load()
	raceOff()
	if s != nil {
		hook.At(op, unsafe.Pointer(rw))
	}
	return s
}

// RLock locks rw for reading. A goroutine must not do so again while it holds it: a writer that came
// in between would wait for it, and it for the writer.
//
//go:norace
func (rw *RWMutex) RLock() {
	s := rw.enter(hook.RLock)
	rw.mu.Lock()
	if rw.writing || !rw.writers.empty() {
		rw.readers.wait(&rw.mu, hook.RLock, unsafe.Pointer(rw), &rw.holds)
	} else {
		rw.reading++
		if s != nil && s.Track {
			rw.holds.Take(true)
		}
	}
	rw.mu.Unlock()
	raceOn()
	raceAcquire(unsafe.Pointer(&rw.toReaders))
}

// TryRLock locks rw for reading if no writer holds or awaits it, and says whether it did.
//
//go:norace
func (rw *RWMutex) TryRLock() bool {
	s := rw.enter(hook.TryRLock)
	rw.mu.Lock()
	ok := !rw.writing && rw.writers.empty()
	if ok {
		rw.reading++
		if s != nil && s.Track {
			rw.holds.Take(true)
		}
	}
	rw.mu.Unlock()
	raceOn()
	if ok {
		raceAcquire(unsafe.Pointer(&rw.toReaders))
	}
	return ok
}

// RUnlock undoes one RLock. It is a fatal error if rw is not locked for reading.
//
//go:norace
func (rw *RWMutex) RUnlock() {
	s := rw.enter(hook.RUnlock)
	raceOn()
	raceReleaseMerge(unsafe.Pointer(&rw.toWriter))
	raceOff()
	rw.mu.Lock()
	if rw.reading == 0 {
		rw.mu.Unlock()
		raceOn()
		fatal("sync: RUnlock of unlocked RWMutex")
	}
	rw.reading--
	track := s != nil && s.Track
	if track {
		rw.holds.Drop(rw.reading == 0)
	}
	if rw.reading == 0 {
		rw.admitWriter(track)
	}
	rw.mu.Unlock()
	raceOn()
}

// Lock locks rw for writing.
//
//go:norace
func (rw *RWMutex) Lock() {
	s := rw.enter(hook.RWLock)
	rw.mu.Lock()
	if rw.writing || rw.reading > 0 || !rw.writers.empty() {
		rw.writers.wait(&rw.mu, hook.RWLock, unsafe.Pointer(rw), &rw.holds)
	} else {
		rw.writing = true
		if s != nil && s.Track {
			rw.holds.Take(false)
		}
	}
	rw.mu.Unlock()
	raceOn()
	raceAcquire(unsafe.Pointer(&rw.toReaders))
	raceAcquire(unsafe.Pointer(&rw.toWriter))
}

// TryLock locks rw for writing if nobody holds it, and says whether it did.
//
//go:norace
func (rw *RWMutex) TryLock() bool {
	s := rw.enter(hook.RWTryLock)
	rw.mu.Lock()
	ok := !rw.writing && rw.reading == 0 && rw.writers.empty()
	if ok {
		rw.writing = true
		if s != nil && s.Track {
			rw.holds.Take(false)
		}
	}
	rw.mu.Unlock()
	raceOn()
	if ok {
		raceAcquire(unsafe.Pointer(&rw.toReaders))
		raceAcquire(unsafe.Pointer(&rw.toWriter))
	}
	return ok
}

// Unlock unlocks rw for writing: all readers that wait go first, then the next writer. It is a fatal
// error if rw is not locked for writing.
//
//go:norace
func (rw *RWMutex) Unlock() {
	s := rw.enter(hook.RWUnlock)
	raceOn()
	raceRelease(unsafe.Pointer(&rw.toReaders))
	raceOff()
	rw.mu.Lock()
	if !rw.writing {
		rw.mu.Unlock()
		raceOn()
		fatal("sync: Unlock of unlocked RWMutex")
	}
	rw.writing = false
	track := s != nil && s.Track
	if track {
		rw.holds.Drop(true)
	}
	for w := rw.readers.wake(); w != nil; w = rw.readers.wake() {
		rw.reading++
		if track {
			rw.holds.Hand(&w.hook)
		}
	}
	if rw.reading == 0 {
		rw.admitWriter(track)
	}
	rw.mu.Unlock()
	raceOn()
}

// admitWriter hands the free lock to the first writer that waits.
//
//go:norace
func (rw *RWMutex) admitWriter(track bool) {
	if w := rw.writers.wake(); w != nil {
		rw.writing = true
		if track {
			rw.holds.Hand(&w.hook)
		}
	}
}

// RLocker returns a Locker whose Lock and Unlock are rw's RLock and RUnlock.
func (rw *RWMutex) RLocker() Locker { return (*reader)(rw) }

type reader RWMutex

func (r *reader) Lock()   { (*RWMutex)(r).RLock() }
func (r *reader) Unlock() { (*RWMutex)(r).RUnlock() }
