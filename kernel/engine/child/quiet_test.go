//go:build unix

package child

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"weft/kernel/engine/pipe"
)

// A quiet program waits in one way for something that comes in another way, over a few goroutines in between,
// after a pause in which nothing but one timer, process or descriptor is awake.

// waiters wait until WAKE has run.
var waiters = []string{
	"done := make(chan bool); NEXT(func() { close(done) }); <-done",
	"done := make(chan int, 1); NEXT(func() { done <- 1 }); for v := range done { if v == 1 { close(done) } }",
	"a, b := make(chan string), make(chan int); NEXT(func() { a <- `x` }); select { case <-a: case <-b: }",
	"var wg sync.WaitGroup; wg.Add(1); NEXT(wg.Done); wg.Wait()",
	"var mu sync.Mutex; mu.Lock(); NEXT(func() { mu.Unlock() }); mu.Lock(); mu.Unlock()",
	"var mu sync.RWMutex; mu.RLock(); NEXT(func() { mu.RUnlock() }); mu.Lock(); mu.Unlock()",
	"var mu sync.RWMutex; mu.Lock(); NEXT(func() { mu.Unlock() }); mu.RLock(); mu.RUnlock()",
	"var mu sync.Mutex; c := sync.NewCond(&mu); ready := false; NEXT(func() { mu.Lock(); ready = true; mu.Unlock(); c.Broadcast() }); mu.Lock(); for !ready { c.Wait() }; mu.Unlock()",
	"ctx, cancel := context.WithCancel(context.Background()); NEXT(cancel); <-ctx.Done()",
	"var g errgroup.Group; done := make(chan bool); g.Go(func() error { <-done; return nil }); NEXT(func() { close(done) }); g.Wait()",
	"s := semaphore.NewWeighted(1); s.Acquire(context.Background(), 1); NEXT(func() { s.Release(1) }); s.Acquire(context.Background(), 1)",
	"jobs, results := make(chan int), make(chan int); for range 3 { go func() { for j := range jobs { results <- j * j } }() }; gate := make(chan bool); go func() { <-gate; for i := range 5 { jobs <- i }; close(jobs) }(); NEXT(func() { close(gate) }); for range 5 { <-results }",
}

// hops are between who waits and what wakes it.
var hops = []string{
	"WAKE(f)",
	"h := make(chan bool); go func() { <-h; f() }(); WAKE(func() { h <- true })",
	"var m sync.Mutex; m.Lock(); go func() { m.Lock(); f() }(); WAKE(func() { m.Unlock() })",
	"h := make(chan int); i := make(chan int); go func() { i <- <-h }(); go func() { <-i; f() }(); WAKE(func() { h <- 1 })",
	"h := make(chan bool); go func() { select { case <-h: f(); case <-time.After(time.Hour): } }(); WAKE(func() { close(h) })",
}

// wakers call f after a while.
var wakers = []string{
	"go func() { time.Sleep(PAUSE); f() }()",
	"time.AfterFunc(PAUSE, f)",
	"go func() { <-time.After(PAUSE); f() }()",
	"go func() { t := time.NewTicker(PAUSE / 3); for range 3 { <-t.C }; t.Stop(); f() }()",
	"go func() { t := time.NewTimer(time.Hour); t.Reset(PAUSE); <-t.C; f() }()",
	"go func() { ctx, cancel := context.WithTimeout(context.Background(), PAUSE); defer cancel(); <-ctx.Done(); f() }()",
	"ctx, cancel := context.WithTimeout(context.Background(), PAUSE); context.AfterFunc(ctx, func() { cancel(); f() })",
	"go func() { l := rate.NewLimiter(rate.Every(PAUSE), 1); l.Wait(context.Background()); l.Wait(context.Background()); f() }()",
	"go func() { exec.Command(`sleep`, fmt.Sprint(PAUSE.Seconds())).Run(); f() }()",
	"go func() { out, _ := exec.Command(`sh`, `-c`, fmt.Sprintf(`sleep %v; echo x`, PAUSE.Seconds())).Output(); _ = out; f() }()",
	"r, w, _ := os.Pipe(); go func() { r.Read(make([]byte, 1)); f() }(); time.AfterFunc(PAUSE, func() { w.Write([]byte{1}) })",
	"go func() { a, b := net.Pipe(); a.SetReadDeadline(time.Now().Add(PAUSE)); a.Read(make([]byte, 1)); _ = b; f() }()",
	"ln, _ := net.Listen(`tcp`, `127.0.0.1:0`); go func() { c, _ := ln.Accept(); c.Close(); ln.Close(); f() }(); time.AfterFunc(PAUSE, func() { net.Dial(`tcp`, ln.Addr().String()) })",
	"go func() { for began := time.Now(); time.Since(began) < PAUSE; { } ; f() }()",
	"later <- request{PAUSE, f}", // a goroutine of an earlier cell
	"n := 5; var again func(); again = func() { if n--; n == 0 { f() } else { time.AfterFunc(PAUSE/5, again) } }; again()",
}

// quietProgram is a random one. It prints its number at its end.
func quietProgram(r *rand.Rand, number int) string {
	pause := fmt.Sprintf("(%d * time.Microsecond)", 1+r.IntN(90000))
	if r.IntN(4) == 0 {
		pause = fmt.Sprintf("(%d * time.Microsecond)", 1+r.IntN(2000))
	}
	return fmt.Sprintf("func() {\nwake := func(f func()) { %s }\nnext := func(f func()) { %s }\n%s\nfmt.Println(%d)\n}()",
		strings.ReplaceAll(wakers[r.IntN(len(wakers))], "PAUSE", pause),
		strings.ReplaceAll(hops[r.IntN(len(hops))], "WAKE", "wake"),
		strings.ReplaceAll(waiters[r.IntN(len(waiters))], "NEXT", "next"), number)
}

// TestQuietPrograms runs random programs that end: none is taken for a deadlock. WEFT_ROUNDS is how many, WEFT_SEED
// the seed of a run that is to be repeated.
func TestQuietPrograms(t *testing.T) {
	rounds, seed := 60, uint64(time.Now().UnixNano())
	if n, err := strconv.Atoi(os.Getenv("WEFT_ROUNDS")); err == nil {
		rounds = n
	}
	if s, err := strconv.ParseUint(os.Getenv("WEFT_SEED"), 10, 64); err == nil {
		seed = s
	}
	t.Logf("WEFT_SEED=%d", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	n := openGo(t)
	n.ok(blockedNames + `
type request struct { pause time.Duration; f func() }
later := make(chan request)
go func() { for r := range later { time.Sleep(r.pause); go r.f() } }()`)
	for i := range rounds {
		src := quietProgram(r, i)
		n.log = nil
		d := n.eval(src)
		if d.Status != pipe.OK || !strings.HasSuffix(n.text(), fmt.Sprintf("stdout: %d\n", i)) {
			t.Fatalf("program %d: Done = %+v\n%s\n%+v\n%s", i, d, n.text(), n.deadlocks, src)
		}
	}
}
