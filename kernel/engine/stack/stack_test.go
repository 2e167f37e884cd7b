package stack

import (
	"runtime"
	"sync"
	"testing"
)

func TestKnown(t *testing.T) {
	if supported && !Known() {
		t.Fatalf("the offsets are not those of %s", runtime.Version())
	}
}

// TestUsed grows with each call, also when the stack has been moved to make room, and shrinks again.
func TestUsed(t *testing.T) {
	if !Known() {
		t.Skip("not written for " + runtime.GOARCH)
	}
	before := Used()
	for _, calls := range []int{10, 100, 1000, 10000} {
		u := deep(calls)
		if least := before + uintptr(calls)*pad; u < least || u > 2*least+1<<12 {
			t.Errorf("%d bytes are used behind %d calls, want at least %d", u, calls, least)
		}
	}
	if used, self := Look(); used != before || self != Self() {
		t.Errorf("Look() = %d, %x, want %d, %x", used, self, before, Self())
	}
	if after := Used(); after != before {
		t.Errorf("%d bytes after the calls, %d before", after, before)
	}
}

// TestCount agrees with a traceback.
func TestCount(t *testing.T) {
	if !Known() {
		t.Skip("not written for " + runtime.GOARCH)
	}
	for _, calls := range []int{2, 100, 20000} {
		recurse(calls, func() {
			pcs := make([]uintptr, calls+100)
			pcs = pcs[:runtime.Callers(1, pcs)]
			times := map[uintptr]int{}
			for _, pc := range pcs {
				times[pc]++
			}
			for pc, n := range times {
				if got := Count(pc); got != n && n > 1 {
					t.Errorf("%d calls deep %#x is there %d times, not %d", calls, pc, got, n)
				}
			}
		})
	}
}

//go:noinline
func recurse(calls int, then func()) {
	if calls == 0 {
		then()
		return
	}
	recurse(calls-1, then)
}

func TestSelf(t *testing.T) {
	if !Known() {
		t.Skip("not written for " + runtime.GOARCH)
	}
	var mu sync.Mutex
	seen := map[uintptr]bool{Self(): true}
	var all, ended sync.WaitGroup
	all.Add(100)
	for range 100 {
		ended.Go(func() {
			self := Self()
			deep(1000)
			runtime.Gosched()
			mu.Lock()
			if self != Self() || seen[self] {
				t.Errorf("%x is not a goroutine's own", self)
			}
			seen[self] = true
			mu.Unlock()
			all.Done()
			all.Wait() // nobody ends and leaves its place to another
		})
	}
	ended.Wait()
}

func BenchmarkUsed(b *testing.B) {
	for b.Loop() {
		Used()
	}
}
