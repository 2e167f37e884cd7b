//go:build unix

package child

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"weft/kernel/engine/pipe"
)

// blockedNames is what the cells of these tests may use.
const blockedNames = `
import ("sync"; "time"; "context"; "runtime"; "os"; "os/signal"; "os/exec"; "net"; "syscall"; "bufio"; "fmt"; "golang.org/x/sync/errgroup"; "golang.org/x/time/rate"; "golang.org/x/sync/semaphore")
var none chan int
var _, _, _, _, _, _ = time.Now, context.Background, runtime.Gosched, os.Getpid, signal.Stop, exec.Command
var _, _, _, _, _ = net.Listen, syscall.Getpid, bufio.NewReader, fmt.Sprint, rate.NewLimiter
var _, _ = errgroup.WithContext, semaphore.NewWeighted
type both struct { a, b sync.Mutex }
func (l *both) ab(met *sync.WaitGroup) { l.a.Lock(); defer l.a.Unlock(); met.Done(); met.Wait(); l.b.Lock(); l.b.Unlock() }
func (l *both) ba(met *sync.WaitGroup) { l.b.Lock(); defer l.b.Unlock(); met.Done(); met.Wait(); l.a.Lock(); l.a.Unlock() }
`

// TestDeadlock: cells in which nothing can go on end, with all that waits, and the session goes on. The mark is
// where the first goroutine of the report waits.
func TestDeadlock(t *testing.T) {
	n := openGo(t)
	plain := blockedNames
	n.ok(plain + "x := 0")
	for i, tt := range []struct {
		src    string
		states []string // of the goroutines, in any order but the first
	}{
		{"ch := make(chan int); §<-ch", []string{"chan receive"}},
		{"ch := make(chan int, 1); ch <- 1; §ch <- 2", []string{"chan send"}},
		{"§<-none", []string{"chan receive (nil chan)"}},
		{"§none <- 1", []string{"chan send (nil chan)"}},
		{"§select {}", []string{"select (no cases)"}},
		{"ch := make(chan int); for v := §range ch { _ = v }", []string{"chan receive"}},
		{"func() { ch := make(chan int)\ngo func() { ch <- 1 }()\nfor v := §range ch { _ = v } }()", []string{"chan receive"}},
		{"func() { a, b := make(chan int), make(chan string)\n§select { case <-a: case b <- `x`: } }()", []string{"select"}},
		{"func() { var wg sync.WaitGroup; wg.Add(1); wg.§Wait() }()", []string{"sync.WaitGroup.Wait"}},
		{"func() { var wg sync.WaitGroup\nch := make(chan int)\nfor i := range 3 { wg.Go(func() { ch <- i }) }\nwg.§Wait() }()", []string{"sync.WaitGroup.Wait", "chan send", "chan send", "chan send"}},
		{"func() { var mu sync.Mutex; mu.Lock(); mu.§Lock() }()", []string{"sync.Mutex.Lock"}},
		{"func() { var mu sync.RWMutex; mu.RLock(); mu.§Lock() }()", []string{"sync.RWMutex.Lock"}},
		{"func() { var mu sync.RWMutex; mu.Lock(); mu.§RLock() }()", []string{"sync.RWMutex.RLock"}},
		{"func() { var mu sync.Mutex; c := sync.NewCond(&mu); mu.Lock(); defer mu.Unlock(); c.§Wait() }()", []string{"sync.Cond.Wait"}},
		{"func() { var g errgroup.Group; g.Go(func() error { <-none; return nil }); g.§Wait() }()", []string{"sync.WaitGroup.Wait", "chan receive (nil chan)"}},
		{"func() { var l both; var met sync.WaitGroup; met.Add(2); var wg sync.WaitGroup; wg.Go(func() { l.ab(&met) }); wg.Go(func() { l.ba(&met) }); wg.§Wait() }()",
			[]string{"sync.WaitGroup.Wait", "sync.Mutex.Lock", "sync.Mutex.Lock"}},
		{"func() { s := semaphore.NewWeighted(1); s.Acquire(context.Background(), 1); s.§Acquire(context.Background(), 1) }()", []string{"select"}},
		{"func() { ctx, cancel := context.WithCancel(context.Background()); defer cancel(); §<-ctx.Done() }()", []string{"chan receive"}},
		{"func() { var once sync.Once; once.Do(func() { once.§Do(func() {}) }) }()", []string{"sync.Mutex.Lock"}},
		// A ring of three that hand on what nobody begins with.
		{"func() { c := []chan int{make(chan int), make(chan int), make(chan int)}\nvar wg sync.WaitGroup\nfor i := range 3 { wg.Go(func() { c[(i+1)%3] <- <-c[i] }) }\nwg.§Wait() }()",
			[]string{"sync.WaitGroup.Wait", "chan receive", "chan receive", "chan receive"}},
		{"go func() { §<-none }(); runtime.Goexit()", []string{"chan receive (nil chan)"}},
		// What was pending is over.
		{"func() { tm := time.NewTimer(time.Hour); tm.Stop(); §<-tm.C }()", []string{"chan receive"}},
		{"func() { ctx, cancel := context.WithTimeout(context.Background(), time.Hour); cancel(); <-ctx.Done(); §<-none }()", []string{"chan receive (nil chan)"}},
		{"func() { c := make(chan os.Signal, 1); signal.Notify(c, os.Interrupt); signal.Stop(c); §<-c }()", []string{"chan receive"}},
		{"func() { <-time.After(time.Millisecond); §<-none }()", []string{"chan receive (nil chan)"}},
		{"func() { exec.Command(`true`).Run(); §<-none }()", []string{"chan receive (nil chan)"}},
		{"func() { t := time.AfterFunc(time.Hour, func() {}); t.Stop(); §<-none }()", []string{"chan receive (nil chan)"}},
	} {
		t.Run(tt.src, func(t *testing.T) {
			n.T = t
			src, places := marked(fmt.Sprintf("x = %d\ndefer func() { println(`deferred`) }()\n", i) + tt.src)
			if strings.Contains(tt.src, "Goexit") {
				src, places = marked(fmt.Sprintf("x = %d\n\n", i) + tt.src)
			}
			d := n.eval(src)
			if d.Status != pipe.Deadlocked || len(n.deadlocks) != 1 {
				t.Fatalf("Done = %+v, %d deadlocks, %s", d, len(n.deadlocks), n.text())
			}
			m := n.deadlocks[0]
			n.deadlocks = nil
			if m.Cell != n.cell || m.Total != len(tt.states) || len(m.Goroutines) != m.Total {
				t.Errorf("cell %d of %d, %d goroutines: %+v", m.Cell, n.cell, m.Total, m.Goroutines)
			}
			want := map[string]int{}
			for _, s := range tt.states {
				want[s]++
			}
			for k, g := range m.Goroutines {
				if want[g.State]--; want[g.State] < 0 || g.Cell != n.cell || g.Main != (k == 0 && !strings.Contains(src, "Goexit")) || len(g.Frames) == 0 {
					t.Errorf("goroutine %+v is not expected", g)
				}
			}
			if g := m.Goroutines[0]; g.State != tt.states[0] || g.Frames[0].Line != places[0][0] || g.Frames[0].Col != places[0][1] {
				t.Errorf("the first is %+v, want %s at %v", g, tt.states[0], places[0])
			}
			n.log = nil
			n.ok("fmt.Println(x)")
			if got, want := n.text(), fmt.Sprintf("%d stdout: %d\n", n.cell, i); got != want {
				t.Errorf("afterwards: %q, want %q", got, want)
			}
		})
	}
}

// quietPrograms wait for something that happens, sooner or later, and may look for long as if it did not.
var quietPrograms = []string{
	"time.Sleep(250 * time.Millisecond)",
	"<-time.After(250 * time.Millisecond)",
	"tick := time.NewTicker(150 * time.Millisecond); for range 3 { <-tick.C }; tick.Stop()",
	"func() { done := make(chan bool); time.AfterFunc(250*time.Millisecond, func() { close(done) }); <-done }()",
	"func() { ctx, cancel := context.WithTimeout(context.Background(), 250*time.Millisecond); defer cancel(); <-ctx.Done() }()",
	"func() { ctx, cancel := context.WithTimeout(context.Background(), 250*time.Millisecond); defer cancel(); child, c2 := context.WithCancel(ctx); defer c2(); <-child.Done() }()",
	"func() { l := rate.NewLimiter(rate.Every(200*time.Millisecond), 1); for range 3 { l.Wait(context.Background()) } }()",
	"func() { var mu sync.Mutex; mu.Lock(); go func() { time.Sleep(250*time.Millisecond); mu.Unlock() }(); mu.Lock() }()",
	"func() { var wg sync.WaitGroup; wg.Add(1); time.AfterFunc(250*time.Millisecond, wg.Done); wg.Wait() }()",
	"func() { c := sync.NewCond(&sync.Mutex{}); time.AfterFunc(250*time.Millisecond, c.Broadcast); c.L.Lock(); c.Wait(); c.L.Unlock() }()",
	"func() { ln, _ := net.Listen(`tcp`, `127.0.0.1:0`); done := make(chan bool); go func() { ln.Accept(); close(done) }(); time.Sleep(250*time.Millisecond); net.Dial(`tcp`, ln.Addr().String()); <-done; ln.Close() }()",
	"func() { a, b := net.Pipe(); a.SetReadDeadline(time.Now().Add(250*time.Millisecond)); a.Read(make([]byte, 1)); _ = b }()",
	"exec.Command(`sleep`, `0.25`).Run()",
	"func() { done := make(chan bool); cmd := exec.Command(`sleep`, `0.25`); cmd.Start(); go func() { cmd.Wait(); close(done) }(); <-done }()",
	"func() { done := make(chan bool); go func() { exec.Command(`sleep`, `0.25`).Output(); done <- true }(); <-done }()",
	"func() { c := make(chan os.Signal, 1); signal.Notify(c, syscall.SIGUSR1); exec.Command(`sh`, `-c`, fmt.Sprintf(`(sleep 0.25; kill -USR1 %d) >/dev/null 2>&1 &`, os.Getpid())).Run(); <-c; signal.Stop(c) }()",
	"func() { ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGUSR2); exec.Command(`sh`, `-c`, fmt.Sprintf(`(sleep 0.25; kill -USR2 %d) >/dev/null 2>&1 &`, os.Getpid())).Run(); <-ctx.Done(); stop() }()",
	"func() { r, w, _ := os.Pipe(); done := make(chan bool); go func() { r.Read(make([]byte, 1)); close(done) }(); time.Sleep(250*time.Millisecond); w.Write([]byte{1}); <-done }()",
	"func() { done := make(chan string); go func() { s, _ := bufio.NewReader(os.Stdin).ReadString('\\n'); done <- s }(); <-done }()",
	"func() { done := make(chan bool); go func() { n := 0; for range 3000000 { n++ }; close(done) }(); <-done }()",
	"func() { done := make(chan bool); go func() { for range 20 { runtime.GC() }; close(done) }(); <-done }()",
	"func() { done := make(chan bool); var f func(n int); f = func(n int) { if n == 0 { close(done) } else { time.AfterFunc(time.Millisecond, func() { f(n-1) }) } }; f(200); <-done }()",
	"func() { c := make(chan int); go func() { for i := range 200 { time.Sleep(time.Millisecond); c <- i }; close(c) }(); for range c { } }()",
	"func() { g, ctx := errgroup.WithContext(context.Background()); g.Go(func() error { <-ctx.Done(); return nil }); g.Go(func() error { time.Sleep(250*time.Millisecond); return fmt.Errorf(`x`) }); g.Wait() }()",
}

// TestNoDeadlock: while something can still happen, nothing is reported.
func TestNoDeadlock(t *testing.T) {
	n := openGo(t)
	n.input = func(ctx context.Context, in pipe.Input) (string, error) {
		select { // longer than it takes to suspect something
		case <-ctx.Done():
		case <-time.After(300 * time.Millisecond):
		}
		return "line", nil
	}
	n.ok(blockedNames)
	for _, src := range quietPrograms {
		n.ok(src)
	}
	// Goroutines of earlier cells can wake those of later ones.
	n.ok("wake := make(chan int); go func() { time.Sleep(250 * time.Millisecond); wake <- 1 }()")
	n.ok("<-wake")
	n.ok("serve, _ := net.Listen(`tcp`, `127.0.0.1:0`); go func() { c, _ := serve.Accept(); c.Close(); wake <- 2 }()")
	n.ok("time.AfterFunc(300 * time.Millisecond, func() { net.Dial(`tcp`, serve.Addr().String()) }); <-wake")
	n.ok("later := make(chan int); go func() { <-later; wake <- 3 }(); time.AfterFunc(250 * time.Millisecond, func() { later <- 1 })")
	n.ok("<-wake")
	if len(n.deadlocks) != 0 {
		t.Errorf("reported: %+v", n.deadlocks)
	}
}

// TestDeadlockHolders: who holds the locks that are waited for, since where, and the ring that this makes.
func TestDeadlockHolders(t *testing.T) {
	for _, tt := range []struct {
		name, src string
		check     func(t *testing.T, m pipe.Deadlock, places [][2]int)
	}{
		{"ring", `import "sync"
var a, b sync.Mutex
var met, wg sync.WaitGroup
func ab() { a.§Lock(); defer a.Unlock(); met.Done(); met.Wait(); b.§Lock(); b.Unlock() }
func ba() { b.§Lock(); defer b.Unlock(); met.Done(); met.Wait(); a.§Lock(); a.Unlock() }
met.Add(2)
wg.Go(ab)
wg.Go(ba)
wg.Wait()`, func(t *testing.T, m pipe.Deadlock, places [][2]int) {
			g, h := m.Goroutines[1], m.Goroutines[2]
			if len(m.Ring) != 2 || m.Ring[0] == m.Ring[1] || g.Awaits == nil || h.Awaits == nil || len(g.Holds) != 1 || len(h.Holds) != 1 {
				t.Fatalf("ring %v of\n%+v\n%+v", m.Ring, g, h)
			}
			if g.Awaits.ID != h.Holds[0].ID || h.Awaits.ID != g.Holds[0].ID || g.Awaits.Holders[0] != h.ID || h.Awaits.Holders[0] != g.ID {
				t.Errorf("they do not wait for each other:\n%+v\n%+v", g, h)
			}
			if g.Frames[0].Func == "ba" {
				g, h = h, g
			}
			if f := g.Awaits.At; f.Line != places[2][0] || f.Col != places[2][1] || !strings.HasPrefix(f.Func, "ba") {
				t.Errorf("b was taken at %+v, want %v", f, places[2])
			}
		}},
		{"itself", "import `sync`\nvar mu sync.Mutex\nmu.§Lock()\nmu.Lock()", func(t *testing.T, m pipe.Deadlock, places [][2]int) {
			g := m.Goroutines[0]
			if m.Ring != nil || g.Awaits == nil || len(g.Awaits.Holders) != 1 || g.Awaits.Holders[0] != g.ID || g.Awaits.At.Line != places[0][0] || g.Awaits.At.Col != places[0][1] {
				t.Errorf("%+v", g)
			}
		}},
		{"one that has ended", "import `sync`\ntype box struct { sync.RWMutex }\nvar b box\nvar wg sync.WaitGroup\nwg.Go(func() { b.§RLock() })\nwg.Wait()\nb.Lock()", func(t *testing.T, m pipe.Deadlock, places [][2]int) {
			g := m.Goroutines[0]
			if m.Total != 1 || g.State != "sync.RWMutex.Lock" || g.Awaits == nil || len(g.Awaits.Holders) != 1 || g.Awaits.Holders[0] == g.ID || g.Awaits.At.Line != places[0][0] {
				t.Errorf("%+v", g)
			}
		}},
		{"through a Locker, deferred, of a Cond", `import "sync"
var mu sync.Mutex
var c = sync.NewCond(&mu)
func f() { var l sync.Locker = &mu; l.Lock(); defer l.Unlock() }
f()
go func() { mu.Lock(); c.Wait() }()
for { mu.Lock(); if mu.TryLock() { panic("both") }; mu.Unlock(); var l sync.Locker = &mu; l.§Lock(); break }
mu.Lock()`, func(t *testing.T, m pipe.Deadlock, places [][2]int) {
			g := m.Goroutines[0]
			if g.Awaits == nil || len(g.Awaits.Holders) != 1 || g.Awaits.Holders[0] != g.ID || g.Awaits.At.Line != places[0][0] || g.Awaits.At.Col != places[0][1] {
				t.Errorf("%+v", g)
			}
			for _, g := range m.Goroutines[1:] {
				if g.State == "sync.Cond.Wait" && (g.Awaits != nil || g.Holds != nil) {
					t.Errorf("who waits for a Cond has no lock: %+v", g)
				}
			}
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			n := openGo(t)
			src, places := marked(tt.src)
			if d := n.eval(src); d.Status != pipe.Deadlocked || len(n.deadlocks) != 1 {
				t.Fatalf("Done = %+v, %d deadlocks, %s", d, len(n.deadlocks), n.text())
			}
			tt.check(t, n.deadlocks[0], places)
		})
	}
	// A goroutine of an earlier cell that holds the lock is told too.
	n := openGo(t)
	n.ok("import `sync`\nvar mu sync.Mutex\nstop := make(chan int)\nvar ready sync.WaitGroup\nready.Add(1)\ngo func() { mu.Lock(); ready.Done(); <-stop }()\nready.Wait()")
	if d := n.eval("mu.Lock()"); d.Status != pipe.Deadlocked || len(n.deadlocks) != 1 || n.deadlocks[0].Total != 2 || n.deadlocks[0].Goroutines[1].Cell != 1 {
		t.Errorf("Done = %+v, %+v", d, n.deadlocks)
	}
}

// TestLockMisuse: what the run time would end the process for ends the cell, and keeps the state.
func TestLockMisuse(t *testing.T) {
	n := openGo(t)
	n.ok("import (`sync`; `fmt`)\nx := 7\nvar mu sync.Mutex\nvar rw sync.RWMutex\nvar wg sync.WaitGroup\nc := sync.NewCond(&mu)\nvar l sync.Locker = &mu\ntype box struct { sync.Mutex }")
	for _, tt := range []struct{ src, want string }{
		{"mu.§Unlock()", "sync: unlock of unlocked mutex"},
		{"l.§Unlock()", "sync: unlock of unlocked mutex"},
		{"b := &box{}; b.§Unlock()", "sync: unlock of unlocked mutex"},
		{"mu.Lock(); mu.Unlock(); mu.§Unlock()", "sync: unlock of unlocked mutex"},
		{"c.§Wait()", "sync: unlock of unlocked mutex"},
		{"rw.§Unlock()", "sync: Unlock of unlocked RWMutex"},
		{"rw.RLock(); defer rw.RUnlock(); rw.§Unlock()", "sync: Unlock of unlocked RWMutex"},
		{"rw.§RUnlock()", "sync: RUnlock of unlocked RWMutex"},
		{"var w sync.WaitGroup; w.Go(func() { mu.§Unlock() }); w.Wait()", "sync: unlock of unlocked mutex"},
	} {
		src, places := marked(tt.src)
		n.panics, n.log = nil, nil
		d := n.eval(src)
		if d.Status != pipe.Panicked || len(n.panics) != 1 || n.panics[0].Message != "fatal error: "+tt.want {
			t.Fatalf("%s: Done = %+v, panics %+v", src, d, n.panics)
		}
		if f := n.panics[0].Frames; len(f) == 0 || f[0].Line != places[0][0] || f[0].Col != places[0][1] {
			t.Errorf("%s: at %+v, want %v", src, f, places[0])
		}
		n.log = nil
		n.ok("mu = sync.Mutex{}; rw = sync.RWMutex{}; mu.Lock(); mu.Unlock(); rw.RLock(); rw.RUnlock(); fmt.Println(x)")
		if got := n.text(); !strings.HasSuffix(got, "stdout: 7\n") {
			t.Errorf("after %s: %s", src, got)
		}
	}
	if d := n.eval("wg.Done()"); d.Status != pipe.Panicked || !strings.Contains(n.panics[len(n.panics)-1].Message, "sync: negative WaitGroup counter") {
		t.Errorf("Done = %+v, %+v", d, n.panics)
	}
}

// TestDeadlockCrowd: of a crowd the number is told, and some of the places, that of the cell's own goroutine first.
func TestDeadlockCrowd(t *testing.T) {
	n := openGo(t)
	src, places := marked("ch := make(chan int)\nfor range 8000 { go func() { §<-ch }() }\n§select {}")
	if d := n.eval(src); d.Status != pipe.Deadlocked || len(n.deadlocks) != 1 {
		t.Fatalf("Done = %+v, %d deadlocks", d, len(n.deadlocks))
	}
	m := n.deadlocks[0]
	if m.Total != 8001 || len(m.Goroutines) != pipe.MaxGoroutines {
		t.Errorf("%d goroutines, %d told of", m.Total, len(m.Goroutines))
	}
	own, other := m.Goroutines[0], m.Goroutines[1]
	if !own.Main || own.State != "select (no cases)" || own.Frames[0].Line != places[1][0] {
		t.Errorf("the cell's own is %+v", own)
	}
	if other.State != "chan receive" || len(other.Frames) == 0 || other.Frames[0].Col != places[0][1] {
		t.Errorf("another is %+v", other)
	}
	n.ok("for range 8000 { go func() { <-ch }() }\nclose(ch)")
}
