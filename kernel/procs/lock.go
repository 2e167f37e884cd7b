package procs

import (
	"context"
	"fmt"
	"runtime"
)

// A Lock is a mutex that several processes share. If a process dies that holds it, it is free again; what it guards may
// be half changed then. It is not re-entrant, as sync.Mutex is not.
type Lock struct{ shared *shared }

const lockHolder = headSize // the process that holds it, or 0

// NewLock makes a Lock, which nobody holds.
func NewLock() *Lock { return &Lock{mustShare("lock", 8, 1)} }

func mustShare(what string, size, waits int) *shared {
	s, err := newShared(size, waits)
	if err != nil {
		panic(fmt.Errorf("procs: make a %s: %w", what, err))
	}
	return s
}

func (l *Lock) parts() (*shared, error) { return l.shared, nil }

func (*Lock) open(s *shared) (any, error) {
	if len(s.hubs) != 1 || len(s.region.mem) != headSize+8 {
		return nil, &ValueError{"damaged: no lock"}
	}
	return &Lock{s}, nil
}

// Lock waits until nobody holds l, and holds it then.
func (l *Lock) Lock() { l.LockContext(context.Background()) }

// LockContext is Lock, unless ctx ends first: then the error is that of ctx.
func (l *Lock) LockContext(ctx context.Context) error {
	defer runtime.KeepAlive(l.shared.region)
	return l.shared.hubs[0].await(ctx, func() (again bool, err error) { return !l.TryLock(), nil })
}

// TryLock holds l if nobody did, and reports whether it does.
func (l *Lock) TryLock() bool {
	defer runtime.KeepAlive(l.shared.region)
	holder, own := l.shared.region.word32(lockHolder), this.pid
	h := holder.Load()
	if h != 0 && (h == own || alive(int(h))) {
		return false
	}
	return holder.CompareAndSwap(h, own)
}

// Unlock frees l, which a goroutine of this process must hold.
func (l *Lock) Unlock() {
	defer runtime.KeepAlive(l.shared.region)
	if !l.shared.region.word32(lockHolder).CompareAndSwap(this.pid, 0) {
		panic("procs: unlock of a lock that this process does not hold")
	}
	l.shared.hubs[0].wake(1)
}

// A Semaphore has a number of permits for several processes. The permits of a process that dies are free again.
type Semaphore struct{ shared *shared }

// A semaphore's memory: its permits, a lock, and who has how many.
const (
	semaphorePermits = headSize
	semaphoreSpin    = headSize + 4
	semaphoreHolders = headSize + 8
	maxHolders       = 511 // processes that have permits at the same time
)

// NewSemaphore makes a Semaphore with n permits.
func NewSemaphore(n int) *Semaphore {
	if n < 1 {
		panic("procs: a semaphore must have at least 1 permit")
	}
	s := mustShare("semaphore", 8*(1+maxHolders), 1)
	s.region.word32(semaphorePermits).Store(uint32(n))
	return &Semaphore{s}
}

func (s *Semaphore) parts() (*shared, error) { return s.shared, nil }

func (*Semaphore) open(s *shared) (any, error) {
	if len(s.hubs) != 1 || len(s.region.mem) != headSize+8*(1+maxHolders) {
		return nil, &ValueError{"damaged: no semaphore"}
	}
	return &Semaphore{s}, nil
}

// Acquire waits until there is a permit, and takes it.
func (s *Semaphore) Acquire() { s.AcquireContext(context.Background()) }

// AcquireContext is Acquire, unless ctx ends first: then the error is that of ctx.
func (s *Semaphore) AcquireContext(ctx context.Context) error {
	defer runtime.KeepAlive(s.shared.region)
	return s.shared.hubs[0].await(ctx, func() (again bool, err error) { return !s.TryAcquire(), nil })
}

// TryAcquire takes a permit if there is one, and reports whether there was.
func (s *Semaphore) TryAcquire() bool {
	defer runtime.KeepAlive(s.shared.region)
	m := s.shared.region
	lock := spin{m.word32(semaphoreSpin)}
	lock.lock()
	defer lock.unlock()
	mine, taken := s.survey()
	if mine < 0 || taken >= m.word32(semaphorePermits).Load() {
		return false
	}
	w := m.word64(semaphoreHolders + 8*mine)
	w.Store(uint64(this.pid)<<32 | uint64(uint32(w.Load())+1))
	return true
}

// survey finds the place of this process, or a free one, and counts the permits that are taken; those of the dead are given
// back. The place is -1 if there is none.
func (s *Semaphore) survey() (mine int, taken uint32) {
	free, own := -1, int(this.pid)
	mine = -1
	for i := range maxHolders {
		w := s.shared.region.word64(semaphoreHolders + 8*i)
		n, pid := uint32(w.Load()), int(w.Load()>>32)
		switch {
		case n == 0:
			if free < 0 {
				free = i
			}
			continue
		case pid == own:
			mine = i
		case !alive(pid):
			w.Store(0)
			continue
		}
		taken += n
	}
	if mine < 0 {
		mine = free
		if mine >= 0 {
			s.shared.region.word64(semaphoreHolders + 8*mine).Store(0)
		}
	}
	return mine, taken
}

// Release gives a permit back, which a goroutine of this process must have taken.
func (s *Semaphore) Release() {
	defer runtime.KeepAlive(s.shared.region)
	lock := spin{s.shared.region.word32(semaphoreSpin)}
	lock.lock()
	mine, _ := s.survey()
	n := uint32(0)
	if mine >= 0 {
		w := s.shared.region.word64(semaphoreHolders + 8*mine)
		if n = uint32(w.Load()); n > 0 {
			w.Store(uint64(this.pid)<<32 | uint64(n-1))
		}
	}
	lock.unlock()
	if n == 0 {
		panic("procs: release of a permit that this process does not have")
	}
	s.shared.hubs[0].wake(1)
}
