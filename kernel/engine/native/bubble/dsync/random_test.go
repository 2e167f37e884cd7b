package sync_test

import (
	"fmt"
	"runtime"
	stdsync "sync"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	dsync "weft/kernel/engine/native/bubble/dsync"
	"weft/kernel/engine/native/bubble/hook"
)

// rw is what the two packages' locks have in common.
type rwLock interface {
	Lock()
	TryLock() bool
	Unlock()
	RLock()
	TryRLock() bool
	RUnlock()
}

// TestRandomTryLocks does the same random operations that do not wait on both packages' locks.
func TestRandomTryLocks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var std, own rwLock = new(stdsync.RWMutex), new(dsync.RWMutex)
		var stdMu, ownMu interface {
			TryLock() bool
			Unlock()
		} = new(stdsync.Mutex), new(dsync.Mutex)
		readers, writer, locked := 0, false, false
		for i := range rapid.IntRange(1, 60).Draw(t, "steps") {
			var a, b bool
			op := rapid.IntRange(0, 5).Draw(t, "op")
			switch {
			case op == 0:
				a, b = std.TryLock(), own.TryLock()
				writer = writer || a
			case op == 1:
				a, b = std.TryRLock(), own.TryRLock()
				if a {
					readers++
				}
			case op == 2 && writer:
				std.Unlock()
				own.Unlock()
				writer = false
			case op == 3 && readers > 0:
				std.RUnlock()
				own.RUnlock()
				readers--
			case op == 4:
				a, b = stdMu.TryLock(), ownMu.TryLock()
				locked = locked || a
			case op == 5 && locked:
				stdMu.Unlock()
				ownMu.Unlock()
				locked = false
			}
			if a != b {
				t.Fatalf("step %d, operation %d: standard %v, ours %v", i, op, a, b)
			}
		}
	})
}

// A step of a random program: at a time of its own one goroutine takes a lock, keeps it and gives it back.
type step struct {
	kind       int // 0 Lock, 1 RLock, 2 Mutex.Lock
	start, len int
}

// TestRandomProgram runs random programs of goroutines that take locks at times of their own against a
// model which is the rule itself: first come, first served; readers share; a waiting writer keeps new
// readers out; readers who wait go before the next writer.
func TestRandomProgram(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.IntRange(1, 9).Draw(rt, "goroutines")
		steps := make([]step, n)
		for i := range steps {
			// Odd starts and even lengths times a hundred: never two events at the same instant.
			steps[i] = step{rapid.IntRange(0, 2).Draw(rt, "kind"), 100*rapid.IntRange(0, 20).Draw(rt, "start") + i + 1, 100 * rapid.IntRange(1, 9).Draw(rt, "len")}
		}
		got := make([]int, n)
		synctest.Test(t, func(*testing.T) {
			var mu dsync.Mutex
			var rw dsync.RWMutex
			t0 := time.Now()
			each(n, func(i int) {
				s := steps[i]
				time.Sleep(time.Duration(s.start))
				l := []dsync.Locker{&rw, rw.RLocker(), &mu}[s.kind]
				l.Lock()
				got[i] = int(time.Since(t0))
				time.Sleep(time.Duration(s.len))
				l.Unlock()
			})
		})
		if want := model(steps); fmt.Sprint(got) != fmt.Sprint(want) {
			rt.Fatalf("steps %v\ngot  %v\nwant %v", steps, got, want)
		}
	})
}

// model computes when each step gets its lock, nanosecond by nanosecond.
func model(steps []step) []int {
	at := make([]int, len(steps))
	for i := range at {
		at[i] = -1
	}
	var readers, writers, mutex []int // waiting, in order
	reading, writing, locked := 0, false, false
	admit := func(i, now int) { at[i] = now }
	for now, done := 0, 0; done < len(steps); now++ {
		for i, s := range steps {
			if at[i] < 0 || now != at[i]+s.len {
				continue
			}
			done++
			switch s.kind {
			case 0:
				writing = false
				for _, r := range readers {
					admit(r, now)
					reading++
				}
				readers = nil
			case 1:
				reading--
			case 2:
				locked = false
			}
			if !writing && reading == 0 && len(writers) > 0 {
				admit(writers[0], now)
				writers, writing = writers[1:], true
			}
			if !locked && len(mutex) > 0 {
				admit(mutex[0], now)
				mutex, locked = mutex[1:], true
			}
		}
		for i, s := range steps {
			if s.start != now {
				continue
			}
			switch {
			case s.kind == 0 && !writing && reading == 0:
				admit(i, now)
				writing = true
			case s.kind == 0:
				writers = append(writers, i)
			case s.kind == 1 && !writing && len(writers) == 0:
				admit(i, now)
				reading++
			case s.kind == 1:
				readers = append(readers, i)
			case !locked:
				admit(i, now)
				locked = true
			default:
				mutex = append(mutex, i)
			}
		}
	}
	return at
}

// TestExclusion lets many goroutines on several processors count under every lock.
func TestExclusion(t *testing.T) {
	const goroutines, rounds = 8, 2000
	var mu dsync.Mutex
	var rw dsync.RWMutex
	var a, b, c int
	each(goroutines, func(i int) {
		for k := range rounds {
			mu.Lock()
			a++
			mu.Unlock()
			if k%3 == 0 {
				rw.RLock()
				_ = b
				rw.RUnlock()
			}
			rw.Lock()
			b++
			rw.Unlock()
			for !mu.TryLock() {
				runtime.Gosched()
			}
			c++
			mu.Unlock()
		}
	})
	if want := goroutines * rounds; a != want || b != want || c != want {
		t.Errorf("counted %d, %d, %d; want %d each", a, b, c, want)
	}
}

func BenchmarkMutex(b *testing.B) {
	var std stdsync.Mutex
	var own dsync.Mutex
	b.Run("std", func(b *testing.B) {
		for b.Loop() {
			std.Lock()
			std.Unlock() //lint:ignore SA2001 that is what is timed
		}
	})
	b.Run("own", func(b *testing.B) {
		for b.Loop() {
			own.Lock()
			own.Unlock() //lint:ignore SA2001 that is what is timed
		}
	})
	b.Run("tracked", func(b *testing.B) {
		hook.Install(&hook.Set{Track: true})
		defer hook.Install(nil)
		for b.Loop() {
			own.Lock()
			own.Unlock() //lint:ignore SA2001 that is what is timed
		}
	})
}

func BenchmarkRWMutexRead(b *testing.B) {
	var std stdsync.RWMutex
	var own dsync.RWMutex
	b.Run("std", func(b *testing.B) {
		for b.Loop() {
			std.RLock()
			std.RUnlock() //lint:ignore SA2001 that is what is timed
		}
	})
	b.Run("own", func(b *testing.B) {
		for b.Loop() {
			own.RLock()
			own.RUnlock() //lint:ignore SA2001 that is what is timed
		}
	})
}

func BenchmarkWaitGroup(b *testing.B) {
	b.Run("std", func(b *testing.B) {
		for b.Loop() {
			var wg stdsync.WaitGroup
			wg.Add(1)
			wg.Done()
			wg.Wait()
		}
	})
	b.Run("own", func(b *testing.B) {
		for b.Loop() {
			var wg dsync.WaitGroup
			wg.Add(1)
			wg.Done()
			wg.Wait()
		}
	})
}
