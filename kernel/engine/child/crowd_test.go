//go:build unix

package child

import (
	"strings"
	"testing"
	"time"

	"weft/kernel/engine/pipe"
)

// TestInterruptCrowd stops cells with thousands of goroutines, and releases what deferred calls release.
func TestInterruptCrowd(t *testing.T) {
	n := openEndless(t)
	for _, b := range []string{
		`for i := 0; i < 20000; i++ { go func() { <-ch }() }; HERE; select {}`,
		`for i := 0; i < 3000; i++ { go func() { time.Sleep(time.Hour) }() }; HERE; select {}`,
		`for i := 0; i < 3000; i++ { wg.Add(1); go func() { defer wg.Done(); <-ch }() }; HERE; wg.Wait(); x = -1`,
		`_rt.Run(func(f *_rt.Frame) { mu.Lock(); g := func(r *_rt.Recovery) { mu.Unlock() }; f.Defer(g); HERE; for { } })`,
	} {
		n.must("", `x = 5; ch = make(chan int); wg = new(sync.WaitGroup); mu = new(sync.Mutex)`)
		d, took := n.interrupted(b, 20*time.Millisecond)
		if d.Status != pipe.Interrupted || d.Stopped != 0 {
			t.Errorf("%s: Done = %+v", b, d)
		}
		t.Logf("%v %d stuck: %s", took, len(d.Stuck), b)
		n.log = nil
		n.must("", `a := inc(); b := echo(7); fmt.Println(x, a > 0, b, mu.TryLock())`)
		if got := n.text(); got[len(got)-len("5 true 7 true\n"):] != "5 true 7 true\n" {
			t.Errorf("after %s: %s", b, got)
		}
	}
}

// TestInterruptDeferred: deferred calls of an interrupted cell come to their end, unless they take for ever.
func TestInterruptDeferred(t *testing.T) {
	n := openEndless(t)
	for _, b := range []struct{ deferred, want string }{
		{`for i := 0; i < 100000; i++ { x = i }; x = 5; mu.Unlock()`, "5 true\n"},
		{`mu.Unlock(); for { x = 6 }`, "6 true\n"},
		{`mu.Unlock(); x = 6; <-ch; x = 7`, "6 true\n"},
	} {
		n.must("", `x = 1; ch = make(chan int); mu = new(sync.Mutex)`)
		d, _ := n.interrupted(`_rt.Run(func(f *_rt.Frame) { mu.Lock(); g := func(r *_rt.Recovery) { `+b.deferred+` }; f.Defer(g); HERE; for { } })`, 0)
		if d.Status != pipe.Interrupted {
			t.Errorf("%s: Done = %+v", b.deferred, d)
		}
		n.log = nil
		n.must("", `fmt.Println(x, mu.TryLock())`)
		if got := n.text(); !strings.HasSuffix(got, b.want) {
			t.Errorf("after %s: %s", b.deferred, got)
		}
	}
}
