package interp

import (
	"slices"
	"sync"
	"sync/atomic"
	"unsafe"

	"weft/kernel/engine/sched"
	"weft/kernel/engine/tracing"
)

// Who holds which lock. Cells' calls of the methods of sync.Mutex and sync.RWMutex come through here (see
// lockcalls.go), and are noted in a table by the lock's address: what compiled code locks is not known. An entry
// goes with the last Unlock. A lock that nobody unlocks leaves its entry behind; that keeps nothing in memory, and
// what comes to lie at its address takes the entry over with its first Lock, since it cannot be locked before.
type locks struct {
	fatal  func(text string) // ends the calling goroutine's cell; does not return
	notes  *tracing.Notes
	order  atomic.Uint64
	shards [lockShards]lockShard
	waits  [lockShards]waitShard
}

const (
	lockShards = 64
	mostHeld   = 4096 // locks of a shard that are remembered: those that are never unlocked are forgotten some time
)

type lockShard struct {
	mu   sync.Mutex
	held map[address]holds
	_    [48]byte // a cache line of its own
}

type waitShard struct {
	mu    sync.Mutex
	waits map[int64]await // by goroutine
	_     [48]byte
}

// holds are those of one lock.
type holds struct {
	writer  hold
	readers []hold
}

// A hold is that somebody has locked a lock.
type hold struct {
	goroutine int64 // 0: nobody
	at        *note // of the call; nil: not known
	order     uint64
}

// An await is that somebody waits for a lock.
type await struct {
	lock    address
	read    bool
	rw      bool     // it is a sync.RWMutex
	cond    bool     // it waits for a Cond first
	release *release // its cell has been stopped: see release
}

// A locker is one of the locks whose holders are known: one of the two.
type locker struct {
	mutex *sync.Mutex
	rw    *sync.RWMutex
}

// An address is that of a lock, in a form that nobody takes for a pointer (see sched.Lost).
type address uintptr

func addressOf(p unsafe.Pointer) address { return ^address(uintptr(p)) }

func (l locker) address() address {
	if l.mutex != nil {
		return addressOf(unsafe.Pointer(l.mutex))
	}
	return addressOf(unsafe.Pointer(l.rw))
}

func (l locker) try() bool {
	if l.mutex != nil {
		return l.mutex.TryLock()
	}
	return l.rw.TryLock()
}

func (l locker) lock() {
	if l.mutex != nil {
		l.mutex.Lock()
		return
	}
	l.rw.Lock()
}

func (l locker) unlock() {
	if l.mutex != nil {
		l.mutex.Unlock()
		return
	}
	l.rw.Unlock()
}

func newLocks(fatal func(string), notes *tracing.Notes) *locks {
	k := &locks{fatal: fatal, notes: notes}
	for i := range k.shards {
		k.shards[i].held, k.waits[i].waits = map[address]holds{}, map[int64]await{}
	}
	return k
}

func (k *locks) shard(a address) *lockShard {
	return &k.shards[(a>>3^a>>9)%lockShards]
}

// lock is l.Lock by a call with the note at; index is as for tracing.Notes.Locked. It reports whether it had to wait for
// the lock that the goroutine now has.
func (k *locks) lock(l locker, at *note, index int64) (waited bool) {
	address, self := l.address(), sched.Self()
	s := k.shard(address)
	s.mu.Lock()
	got := l.try()
	if !got {
		s.mu.Unlock()
		k.begin(self, await{lock: address, rw: l.rw != nil})
		k.notes.Wanting(uint64(address))
		l.lock()
		if r := k.end(self); r != nil {
			l.unlock()
			r.pass(self)
			return false
		}
		s.mu.Lock()
	}
	s.room()
	s.held[address] = holds{writer: hold{self, at, k.order.Add(1)}}
	s.mu.Unlock()
	k.recordHold(address, false, at, index)
	return !got
}

func (k *locks) recordHold(lock address, read bool, at *note, index int64) {
	if k.notes.On() {
		place := ""
		if at != nil {
			place = at.place()
		}
		k.notes.Locked(uint64(lock), read, place, index)
	}
}

// locked notes that the calling goroutine has got the lock, for writing.
func (k *locks) locked(l locker, at *note, index int64) {
	s := k.shard(l.address())
	s.mu.Lock()
	defer s.mu.Unlock()
	s.room()
	s.held[l.address()] = holds{writer: hold{sched.Self(), at, k.order.Add(1)}}
	k.recordHold(l.address(), false, at, index)
}

// unlock is l.Unlock.
func (k *locks) unlock(l locker) {
	k.notes.Unlocking(uint64(l.address()))
	s := k.shard(l.address())
	s.mu.Lock()
	if !knownStates.mayUnlock(l) {
		s.mu.Unlock()
		if l.mutex != nil {
			k.fatal("sync: unlock of unlocked mutex")
		}
		k.fatal("sync: Unlock of unlocked RWMutex")
	}
	delete(s.held, l.address())
	l.unlock()
	s.mu.Unlock()
}

// rlock is m.RLock by a call with the note at, and reports what lock does.
func (k *locks) rlock(m *sync.RWMutex, at *note, index int64) (waited bool) {
	address, self := addressOf(unsafe.Pointer(m)), sched.Self()
	if waited = !m.TryRLock(); waited {
		k.begin(self, await{lock: address, read: true, rw: true})
		k.notes.Wanting(uint64(address))
		m.RLock()
		if r := k.end(self); r != nil {
			m.RUnlock()
			r.pass(self)
			return false
		}
	}
	k.rlocked(m, at, index)
	return waited
}

// rlocked notes that the calling goroutine has got the lock, for reading.
func (k *locks) rlocked(m *sync.RWMutex, at *note, index int64) {
	address := addressOf(unsafe.Pointer(m))
	s := k.shard(address)
	s.mu.Lock()
	defer s.mu.Unlock()
	h := s.held[address]
	if n := knownStates.count(m); h.writer.goroutine != 0 || knownStates.ok && (n == 1 || n == 1-maxReaders) {
		h = holds{} // of what was there before
	}
	s.room()
	h.readers = append(h.readers, hold{sched.Self(), at, k.order.Add(1)})
	s.held[address] = h
	k.recordHold(address, true, at, index)
}

// runlock is m.RUnlock. If the calling goroutine is no reader, it does it for the one that came first.
func (k *locks) runlock(m *sync.RWMutex) {
	address, self := addressOf(unsafe.Pointer(m)), sched.Self()
	k.notes.Unlocking(uint64(address))
	s := k.shard(address)
	s.mu.Lock()
	if !knownStates.mayRUnlock(m) {
		s.mu.Unlock()
		k.fatal("sync: RUnlock of unlocked RWMutex")
	}
	if h, ok := s.held[address]; ok {
		i := max(slices.IndexFunc(h.readers, func(r hold) bool { return r.goroutine == self }), 0)
		if h.readers = slices.Delete(h.readers, i, min(i+1, len(h.readers))); len(h.readers) == 0 {
			delete(s.held, address)
		} else {
			s.held[address] = h
		}
	}
	m.RUnlock()
	s.mu.Unlock()
}

// wait is c.Wait for a Cond with a mutex: this is free meanwhile.
func (k *locks) wait(c *sync.Cond, l *sync.Mutex) {
	address, self := addressOf(unsafe.Pointer(l)), sched.Self()
	s := k.shard(address)
	s.mu.Lock()
	if !knownStates.mayUnlock(locker{mutex: l}) {
		s.mu.Unlock()
		k.fatal("sync: unlock of unlocked mutex")
	}
	h := s.held[address].writer
	delete(s.held, address)
	s.mu.Unlock()
	k.begin(self, await{lock: address, cond: true})
	k.notes.Unlocking(uint64(address))
	c.Wait()
	k.end(self)
	k.recordHold(address, false, h.at, -1)
	if h.goroutine != 0 {
		s.mu.Lock()
		s.held[address] = holds{writer: h}
		s.mu.Unlock()
	}
}

// room makes room for another lock. s.mu is held.
func (s *lockShard) room() {
	if len(s.held) >= mostHeld {
		for address := range s.held {
			delete(s.held, address)
			return
		}
	}
}

func (k *locks) begin(goroutine int64, a await) {
	w := &k.waits[goroutine%lockShards]
	w.mu.Lock()
	defer w.mu.Unlock()
	w.waits[goroutine] = a
}

func (k *locks) end(goroutine int64) *release {
	w := &k.waits[goroutine%lockShards]
	w.mu.Lock()
	defer w.mu.Unlock()
	r := w.waits[goroutine].release
	delete(w.waits, goroutine)
	return r
}
