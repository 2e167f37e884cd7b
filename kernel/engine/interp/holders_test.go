package interp

import (
	"reflect"
	"sync"
	"testing"

	"weft/kernel/engine/pipe"
	"weft/kernel/engine/sched"
)

func TestRing(t *testing.T) {
	waits := func(id int64, holders ...int64) pipe.Goroutine {
		return pipe.Goroutine{ID: id, Awaits: &pipe.Lock{Holders: holders}}
	}
	for _, tt := range []struct {
		name string
		all  []pipe.Goroutine
		want []int64
	}{
		{"none", nil, nil},
		{"itself", []pipe.Goroutine{waits(1, 1)}, nil},
		{"a chain", []pipe.Goroutine{waits(1, 2), waits(2, 3), {ID: 3}}, nil},
		{"two", []pipe.Goroutine{waits(1, 2), waits(2, 1)}, []int64{1, 2}},
		{"three, and one that waits for them", []pipe.Goroutine{waits(4, 2), waits(1, 2), waits(2, 3), waits(3, 1)}, []int64{2, 3, 1}},
		{"one of the readers", []pipe.Goroutine{waits(1, 9, 2), waits(2, 8, 1)}, []int64{1, 2}},
		{"after a dead end", []pipe.Goroutine{waits(1, 2), waits(2, 7), waits(3, 2, 4), waits(4, 3)}, []int64{3, 4}},
	} {
		if got := ring(tt.all); !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

// TestLocks: holders are known as long as they hold, and mistakes are found before package sync sees them.
func TestLocks(t *testing.T) {
	if !knownStates.ok {
		t.Fatal("the states of locks are not where they are expected")
	}
	var fatal []string
	k := newLocks(func(text string) { fatal = append(fatal, text); panic(text) }, nil)
	misuse := func(want string, f func()) {
		t.Helper()
		defer func() {
			if v := recover(); v != want {
				t.Errorf("got %v, want %q", v, want)
			}
		}()
		f()
	}
	held := func() int {
		by, _ := k.all()
		return len(by[sched.Self()])
	}
	var m sync.Mutex
	var rw sync.RWMutex
	misuse("sync: unlock of unlocked mutex", func() { k.unlock(locker{mutex: &m}) })
	misuse("sync: Unlock of unlocked RWMutex", func() { k.unlock(locker{rw: &rw}) })
	misuse("sync: RUnlock of unlocked RWMutex", func() { k.runlock(&rw) })
	k.lock(locker{mutex: &m}, nil, -1)
	k.lock(locker{rw: &rw}, nil, -1)
	misuse("sync: RUnlock of unlocked RWMutex", func() { k.runlock(&rw) })
	if held() != 2 {
		t.Errorf("%d locks are held, want 2", held())
	}
	k.unlock(locker{mutex: &m})
	k.unlock(locker{rw: &rw})
	k.rlock(&rw, nil, -1)
	k.rlock(&rw, nil, -1)
	misuse("sync: Unlock of unlocked RWMutex", func() { k.unlock(locker{rw: &rw}) })
	if held() != 2 {
		t.Errorf("%d locks are held for reading, want 2", held())
	}
	k.runlock(&rw)
	k.runlock(&rw)
	if held() != 0 || !m.TryLock() || !rw.TryLock() {
		t.Errorf("%d locks are held after all", held())
	}
	// What lies at the address of a lock that was never unlocked has its own holders.
	rw.Unlock()
	k.rlock(&rw, nil, -1)
	rw = sync.RWMutex{}
	if k.rlock(&rw, nil, -1); held() != 1 {
		t.Errorf("%d locks are held for reading in another's place, want 1", held())
	}
	// Many that are never unlocked do not stay for ever.
	for range 3 * lockShards * mostHeld / 2 {
		k.lock(locker{mutex: new(sync.Mutex)}, nil, -1)
	}
	by, _ := k.all()
	if n := len(by[sched.Self()]); n > lockShards*mostHeld {
		t.Errorf("%d locks are remembered", n)
	}
}
