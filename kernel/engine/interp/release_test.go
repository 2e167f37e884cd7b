package interp

import (
	"sync"
	"testing"
	"time"

	"weft/kernel/engine/sched"
)

// TestRelease: a goroutine that waits for a lock goes on, and the lock stays as it was.
func TestRelease(t *testing.T) {
	if !knownStates.ok {
		t.Fatal("the states of locks are not where they are expected")
	}
	k := newLocks(func(text string) { panic(text) }, nil)
	var m sync.Mutex
	var written, read sync.RWMutex
	k.lock(locker{mutex: &m}, nil, -1)
	k.lock(locker{rw: &written}, nil, -1)
	k.rlock(&read, nil, -1)
	k.rlock(&read, nil, -1)
	for _, tt := range []struct {
		name   string
		wait   func()
		free   func() bool // for those who come after
		waiter int
	}{
		{"a mutex", func() { k.lock(locker{mutex: &m}, nil, -1) }, m.TryLock, 3},
		{"a writer's, for writing", func() { k.lock(locker{rw: &written}, nil, -1) }, written.TryRLock, 2},
		{"a writer's, for reading", func() { k.rlock(&written, nil, -1) }, written.TryRLock, 2},
		{"readers', for writing", func() { k.lock(locker{rw: &read}, nil, -1) }, read.TryLock, 1},
	} {
		ids, ended := make(chan int64, tt.waiter), make(chan bool, tt.waiter)
		for range tt.waiter {
			go func() {
				ids <- sched.Self()
				tt.wait()
				ended <- true
			}()
		}
		all := map[int64]bool{}
		for range tt.waiter {
			all[<-ids] = true
		}
		limit := time.After(time.Minute)
		for n := 0; n < tt.waiter; {
			k.release(all)
			select {
			case <-ended:
				n++
			case <-time.After(time.Millisecond):
			case <-limit:
				t.Fatalf("%s: %d of %d waiters have ended", tt.name, n, tt.waiter)
			}
		}
		if tt.free() {
			t.Errorf("%s: the lock is free", tt.name)
		}
	}
	k.runlock(&read)
	k.runlock(&read)
	if !read.TryLock() {
		t.Error("a reader is left")
	}
	k.unlock(locker{mutex: &m})
	k.unlock(locker{rw: &written})
}

// TestReleaseOthers: where somebody else waits too nothing is touched.
func TestReleaseOthers(t *testing.T) {
	k := newLocks(func(text string) { panic(text) }, nil)
	var m sync.Mutex
	k.lock(locker{mutex: &m}, nil, -1)
	id, ended := make(chan int64), make(chan bool)
	for range 2 {
		go func() {
			id <- sched.Self()
			k.lock(locker{mutex: &m}, nil, -1)
			k.unlock(locker{mutex: &m})
			ended <- true
		}()
	}
	ours := <-id
	other := <-id
	for len(k.waiting()[locker{mutex: &m}.address()]) < 2 {
		time.Sleep(time.Millisecond)
	}
	k.release(map[int64]bool{ours: true})
	if a, _ := k.awaited(ours); a.release != nil {
		t.Error("the wait was ended although", other, "waits too")
	}
	k.unlock(locker{mutex: &m})
	<-ended
	<-ended
}
