package sync_test

import (
	"fmt"
	"path/filepath"
	"reflect"
	"testing"
	"testing/synctest"
	"time"

	dsync "weft/kernel/engine/native/bubble/dsync"
	"weft/kernel/engine/native/bubble/hook"
)

// global is a package variable on purpose: the standard WaitGroup is not durable as one.
var global dsync.WaitGroup

func TestDurable(t *testing.T) {
	const tasks = 4
	for _, tt := range []struct {
		name string
		want time.Duration
		run  func()
	}{
		{"a mutex across a sleep", tasks * time.Second, func() {
			var mu dsync.Mutex
			each(tasks, func(int) {
				mu.Lock()
				defer mu.Unlock()
				time.Sleep(time.Second)
			})
		}},
		{"writers across a sleep", tasks * time.Second, func() {
			var mu dsync.RWMutex
			each(tasks, func(int) {
				mu.Lock()
				defer mu.Unlock()
				time.Sleep(time.Second)
			})
		}},
		{"readers share", time.Second, func() {
			var mu dsync.RWMutex
			each(tasks, func(int) {
				mu.RLocker().Lock()
				defer mu.RLocker().Unlock()
				time.Sleep(time.Second)
			})
		}},
		{"once", time.Second, func() {
			var once dsync.Once
			each(tasks, func(int) { once.Do(func() { time.Sleep(time.Second) }) })
		}},
		{"once value", time.Second, func() {
			v := dsync.OnceValue(func() int { time.Sleep(time.Second); return 1 })
			each(tasks, func(int) { v() })
		}},
		{"a group in a package variable", time.Second, func() {
			global.Go(func() { time.Sleep(time.Second) })
			global.Wait()
		}},
		{"a condition", time.Second, func() {
			var mu dsync.Mutex
			c := dsync.NewCond(&mu)
			ready := false
			go func() {
				time.Sleep(time.Second)
				mu.Lock()
				ready = true
				mu.Unlock()
				c.Broadcast()
			}()
			each(tasks, func(int) {
				mu.Lock()
				for !ready {
					c.Wait()
				}
				mu.Unlock()
			})
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				t0 := time.Now()
				tt.run()
				if got := time.Since(t0); got != tt.want {
					t.Errorf("took %v of virtual time, want %v", got, tt.want)
				}
			})
		})
	}
}

// each runs f(0) ... f(n-1) at once and waits for all.
func each(n int, f func(int)) {
	var wg dsync.WaitGroup
	for i := range n {
		wg.Go(func() { f(i) })
	}
	wg.Wait()
}

// TestOrder holds that a lock passes on in the order of arrival, that a writer who waits keeps new
// readers out, and that readers who wait go before the next writer.
func TestOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var rw dsync.RWMutex
		var log dsync.Mutex
		var got []string
		say := func(s string) {
			log.Lock()
			got = append(got, fmt.Sprint(s, "@", time.Since(epoch).Milliseconds()))
			log.Unlock()
		}
		at := func(ms int, f func()) func(int) {
			return func(int) { time.Sleep(time.Duration(ms) * time.Millisecond); f() }
		}
		read := func(name string) func() {
			return func() { rw.RLock(); say(name); time.Sleep(10 * time.Millisecond); rw.RUnlock() }
		}
		write := func(name string) func() {
			return func() { rw.Lock(); say(name); time.Sleep(10 * time.Millisecond); rw.Unlock() }
		}
		steps := []func(int){at(0, read("r1")), at(1, read("r2")), at(2, write("w1")), at(3, read("r3")), at(4, write("w2")),
			at(5, read("r4")), at(12, write("w3"))}
		each(len(steps), func(i int) { steps[i](i) })
		// r3 and r4 arrive while w1 waits: they come after it, together, and before w2.
		seen := fmt.Sprint(got)
		want1 := "[r1@0 r2@1 w1@11 r3@21 r4@21 w2@31 w3@41]"
		want2 := "[r1@0 r2@1 w1@11 r4@21 r3@21 w2@31 w3@41]"
		if seen != want1 && seen != want2 {
			t.Errorf("order %s, want %s", seen, want1)
		}
	})
}

// epoch is when every bubble begins.
var epoch = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

func TestRecursiveReadLockDeadlocks(t *testing.T) {
	defer func() {
		if p := recover(); p == nil || fmt.Sprint(p) != "deadlock: all goroutines in bubble are blocked" {
			t.Errorf("recovered %v, want a deadlock", p)
		}
	}()
	synctest.Test(&testing.T{}, func(*testing.T) {
		var rw dsync.RWMutex
		rw.RLock()
		//lint:ignore SA2001 it only has to wait
		go func() { rw.Lock(); rw.Unlock() }()
		time.Sleep(time.Millisecond)
		rw.RLock()
	})
}

func TestTryLock(t *testing.T) {
	var mu dsync.Mutex
	var rw dsync.RWMutex
	if !mu.TryLock() || mu.TryLock() {
		t.Error("Mutex.TryLock: want true, then false")
	}
	//lint:ignore SA4000 the second reader is another one
	if !rw.TryRLock() || !rw.TryRLock() || rw.TryLock() {
		t.Error("readers do not share, or a writer came in")
	}
	rw.RUnlock()
	rw.RUnlock()
	if !rw.TryLock() || rw.TryLock() || rw.TryRLock() {
		t.Error("a writer does not exclude")
	}
}

func TestCondOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var mu dsync.Mutex
		c := dsync.Cond{L: &mu}
		var got []int
		for i := range 3 {
			go func() {
				mu.Lock()
				c.Wait()
				got = append(got, i)
				mu.Unlock()
			}()
			synctest.Wait()
		}
		for range 3 {
			c.Signal()
			synctest.Wait()
		}
		c.Signal()
		if fmt.Sprint(got) != "[0 1 2]" {
			t.Errorf("woken %v, want the order of waiting", got)
		}
	})
}

func TestCondCopied(t *testing.T) {
	var c dsync.Cond
	c.L = &dsync.Mutex{}
	c.Signal()
	// Through reflect, because vet would rightly refuse a plain assignment.
	d := reflect.New(reflect.TypeFor[dsync.Cond]())
	d.Elem().Set(reflect.ValueOf(&c).Elem())
	defer func() {
		if p := recover(); p != "sync.Cond is copied" {
			t.Errorf("recovered %v", p)
		}
	}()
	d.Interface().(*dsync.Cond).Broadcast()
}

func TestOnceFuncPanics(t *testing.T) {
	n := 0
	f := dsync.OnceValues(func() (int, error) { n++; panic("boom") })
	for range 2 {
		func() {
			defer func() {
				if p := recover(); p != "boom" {
					t.Errorf("recovered %v", p)
				}
			}()
			f()
		}()
	}
	if n != 1 {
		t.Errorf("called %d times", n)
	}
}

// TestUnderLoad repeats an exact program beside two goroutines that keep the processors busy.
func TestUnderLoad(t *testing.T) {
	stop := make(chan struct{})
	defer close(stop)
	for range 2 {
		go func() {
			for {
				select {
				case <-stop:
					return
				//lint:ignore SA5004 it spins to load the machine
				default:
				}
			}
		}()
	}
	for range 20 {
		synctest.Test(t, func(t *testing.T) {
			t0 := time.Now()
			var mu dsync.Mutex
			var rw dsync.RWMutex
			each(5, func(int) {
				for range 3 {
					mu.Lock()
					time.Sleep(10 * time.Millisecond)
					mu.Unlock()
					rw.RLock()
					time.Sleep(time.Millisecond)
					rw.RUnlock()
				}
			})
			if got := time.Since(t0); got != 151*time.Millisecond {
				t.Errorf("took %v, want 151ms", got)
			}
		})
	}
}

// TestCounts: what takes a lock counts once, also after a wait, and so does a call of a Map; nothing else does. It is known
// where the locks were taken.
func TestCounts(t *testing.T) {
	for _, tt := range []struct {
		name string
		want int64
		run  func()
	}{
		{"a mutex", 2, func() {
			var mu dsync.Mutex
			mu.Lock()
			mu.TryLock()
			mu.Unlock()
			mu.TryLock()
		}},
		{"waiting for a mutex", 4, func() {
			var mu dsync.Mutex
			each(4, func(int) {
				mu.Lock()
				defer mu.Unlock()
				time.Sleep(time.Second)
			})
		}},
		{"readers and a writer", 3, func() {
			var mu dsync.RWMutex
			mu.RLock()
			mu.RLocker().Lock()
			mu.TryLock()
			mu.RUnlock()
			mu.RUnlock()
			mu.Lock()
		}},
		{"a map", 4, func() {
			var m dsync.Map
			m.Store(1, 2)
			m.Load(1)
			m.Range(func(k, v any) bool { m.Delete(k); return true })
		}},
		{"a condition", 5, func() {
			var mu dsync.Mutex
			c, ready := dsync.NewCond(&mu), false
			go func() {
				time.Sleep(time.Second)
				mu.Lock()
				ready = true
				mu.Unlock()
				c.Broadcast()
			}()
			each(4, func(int) {
				mu.Lock()
				for !ready {
					c.Wait()
				}
				mu.Unlock()
			})
		}},
		{"once", 0, func() {
			var once dsync.Once
			each(4, func(int) { once.Do(func() { time.Sleep(time.Second) }) })
		}},
		{"a group and a pool", 0, func() {
			var p dsync.Pool
			each(4, func(int) { p.Put(1); p.Get() })
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			hook.Install(&hook.Set{Track: true})
			defer hook.Install(nil)
			synctest.Test(t, func(t *testing.T) { tt.run() })
			if got, _ := hook.Counts(); got != tt.want {
				t.Errorf("%d acquisitions are counted, want %d", got, tt.want)
			}
			places := hook.Taken()
			if int64(len(places)) < tt.want {
				t.Errorf("%d places of %d acquisitions are known", len(places), tt.want)
			}
			for _, p := range places {
				if p.Line == 0 || filepath.Base(p.File) != "bubble_test.go" {
					t.Errorf("a lock was taken at %+v, want a line of this file", p)
				}
			}
		})
	}
}
