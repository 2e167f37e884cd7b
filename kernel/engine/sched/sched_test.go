package sched

import (
	"context"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
	"unsafe"

	"weft/kernel/leaks"
)

func TestMain(m *testing.M) { leaks.Main(m) }

func open(t *testing.T) *Runtime {
	t.Helper()
	r, err := Open()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// find waits until the goroutine waits for a reason.
func find(t *testing.T, r *Runtime, id int64, want string) (found Goroutine) {
	t.Helper()
	for limit := time.Now().Add(30 * time.Second); time.Now().Before(limit); time.Sleep(time.Millisecond) {
		for g := range r.Goroutines() {
			if g.ID == id && g.Waits() && g.Reason.String() == want {
				return g
			}
		}
	}
	t.Fatalf("goroutine %d never waits for %q", id, want)
	return found
}

func TestSelf(t *testing.T) {
	if !known {
		t.Fatal("goroutines are not where they are expected")
	}
	var wg sync.WaitGroup
	for range 50 {
		wg.Go(func() {
			if got, want := Self(), number(); got != want {
				t.Errorf("Self() = %d, want %d", got, want)
			}
		})
	}
	wg.Wait()
}

// TestReasons compares the reasons with the run time's own words.
func TestReasons(t *testing.T) {
	r := open(t)
	var mu sync.Mutex
	var rw, read sync.RWMutex
	var wg sync.WaitGroup
	cond := sync.NewCond(&sync.Mutex{})
	full, none, never := make(chan int), make(chan int), make(chan bool)
	mu.Lock()
	rw.Lock()
	read.RLock()
	wg.Add(1)
	var done sync.WaitGroup
	for want, wait := range map[string]func(){
		"chan receive": func() { <-none },
		"chan send":    func() { full <- 1 },
		"select": func() {
			select {
			case <-none:
			case <-never:
			}
		},
		"sync.Mutex.Lock":     func() { mu.Lock(); defer mu.Unlock() },
		"sync.RWMutex.RLock":  func() { rw.RLock(); defer rw.RUnlock() },
		"sync.RWMutex.Lock":   func() { read.Lock(); defer read.Unlock() },
		"sync.WaitGroup.Wait": func() { wg.Wait() },
		"sync.Cond.Wait":      func() { cond.L.Lock(); cond.Wait(); cond.L.Unlock() },
	} {
		id := make(chan int64)
		done.Go(func() { id <- Self(); wait() })
		number := <-id
		g := find(t, r, number, want)
		if !g.Reason.ByOthers() || g.Reason.Forever() {
			t.Errorf("%s: only others can end it, and they can", want)
		}
		text := make([]byte, 1<<20)
		text = text[:runtime.Stack(text, true)]
		_, after, _ := strings.Cut(string(text), "goroutine "+itoa(number)+" [")
		if state, _, _ := strings.Cut(after, "]"); state != want {
			t.Errorf("the run time says %q, want %q", state, want)
		}
		again := find(t, r, number, want)
		if again != g {
			t.Errorf("%s: it has not run, but %+v became %+v", want, g, again)
		}
	}
	close(none)
	mu.Unlock()
	rw.Unlock()
	read.RUnlock()
	wg.Done()
	cond.L.Lock()
	cond.Broadcast()
	cond.L.Unlock()
	<-full
	done.Wait()
}

func itoa(n int64) string {
	var b []byte
	for ; n > 0; n /= 10 {
		b = append([]byte{byte('0' + n%10)}, b...)
	}
	return string(b)
}

// TestSeq: a goroutine that has run in between is another value.
func TestSeq(t *testing.T) {
	r := open(t)
	ping, id, ended := make(chan int), make(chan int64), make(chan bool)
	go func() {
		defer close(ended)
		id <- Self()
		for range ping {
		}
	}()
	number := <-id
	before := find(t, r, number, "chan receive")
	ping <- 1
	if after := find(t, r, number, "chan receive"); after == before {
		t.Errorf("it has run, and is %+v still", after)
	}
	close(ping)
	<-ended
}

func TestWaitsFor(t *testing.T) {
	r := open(t)
	a, b := make(chan int), make(chan int)
	var mu sync.Mutex
	mu.Lock()
	id := make(chan int64)
	var wg sync.WaitGroup
	wg.Go(func() {
		id <- Self()
		select {
		case <-a:
		case <-b:
		case <-(chan int)(nil):
		}
	})
	g := find(t, r, <-id, "select")
	address := func(c chan int) Object { return Object(*(*uintptr)(unsafe.Pointer(&c))) }
	got := g.WaitsFor()
	if len(got) != 2 || got[0] != address(a) && got[1] != address(a) || got[0] != address(b) && got[1] != address(b) {
		t.Errorf("select waits for %x, want %x and %x", got, address(a), address(b))
	}
	wg.Go(func() { id <- Self(); mu.Lock(); defer mu.Unlock() })
	g = find(t, r, <-id, "sync.Mutex.Lock")
	if got := g.WaitsFor(); len(got) != 1 || got[0] < Object(uintptr(unsafe.Pointer(&mu))) || got[0] >= Object(uintptr(unsafe.Pointer(&mu))+unsafe.Sizeof(mu)) {
		t.Errorf("Lock waits for %x, want %p", got, &mu)
	}
	close(a)
	mu.Unlock()
	wg.Wait()
}

func marked() {}

// TestTimers: timers are pending as long as they can do something.
func TestTimers(t *testing.T) {
	r := open(t)
	count := func(of string) (n int) {
		for _, timer := range r.Timers() {
			if strings.Contains(timer.Func, of) && (of != "" || timer.Func == "") {
				n++
			}
		}
		return n
	}
	base, channels := count("sched.marked"), count("")
	timer := time.AfterFunc(time.Hour, marked)
	if got := count("sched.marked"); got != base+1 {
		t.Errorf("%d timers call marked, want %d", got, base+1)
	}
	timer.Stop()
	if got := count("sched.marked"); got != base {
		t.Errorf("%d timers call marked after Stop, want %d", got, base)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
	if count("context.") == 0 {
		t.Error("a context's deadline is not seen")
	}
	cancel()
	if <-ctx.Done(); count("context.") != 0 {
		t.Error("a context's deadline is seen after cancel")
	}
	after := time.NewTimer(time.Hour)
	if got := count(""); got != channels {
		t.Errorf("%d timers of channels, want %d: nobody waits", got, channels)
	}
	id, stop := make(chan int64), make(chan bool)
	var wg sync.WaitGroup
	wg.Go(func() {
		id <- Self()
		select {
		case <-after.C:
		case <-stop:
		}
	})
	find(t, r, <-id, "select")
	if got := count(""); got != channels+1 {
		t.Errorf("%d timers of channels, want %d: somebody waits", got, channels+1)
	}
	close(stop)
	wg.Wait()
}

// BenchmarkGoroutines looks at a crowd.
func BenchmarkGoroutines(b *testing.B) {
	r, err := Open()
	if err != nil {
		b.Fatal(err)
	}
	stop := make(chan bool)
	var wg sync.WaitGroup
	for range 10000 {
		wg.Go(func() { <-stop })
	}
	for b.Loop() {
		for g := range r.Goroutines() {
			_ = g.Waits()
		}
	}
	close(stop)
	wg.Wait()
}

func BenchmarkSelf(b *testing.B) {
	for b.Loop() {
		Self()
	}
}

func BenchmarkOpen(b *testing.B) {
	for b.Loop() {
		if _, err := Open(); err != nil {
			b.Fatal(err)
		}
	}
}
