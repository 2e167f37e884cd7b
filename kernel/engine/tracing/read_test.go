package tracing

import (
	"bytes"
	"reflect"
	"runtime"
	"runtime/trace"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// record runs f as a cell, which notes what it does.
func record(t *testing.T, f func(n *Notes)) Recording {
	t.Helper()
	var n Notes
	var buf bytes.Buffer
	if err := trace.Start(&buf); err != nil {
		t.Skip(err) // the tests themselves are being traced
	}
	n.Keep()
	done := make(chan bool)
	go func() {
		defer close(done)
		n.Begin()
		f(&n)
		n.End()
	}()
	<-done
	trace.Stop()
	notes, cut := n.Kept()
	r, err := Read(&buf, notes)
	if err != nil || cut {
		t.Fatal(err, cut)
	}
	return r
}

func start(n *Notes, wg *sync.WaitGroup, f func()) {
	wg.Add(1)
	go func() {
		defer wg.Done()
		n.Go("cell[3]:7:2")
		f()
	}()
}

// await returns when a goroutine that start has started is in a state, as the runtime calls it.
func await(t *testing.T, state string) {
	t.Helper()
	stacks := make([]byte, 1<<16)
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(time.Millisecond) {
		for stack := range strings.SplitSeq(string(stacks[:runtime.Stack(stacks, true)]), "\n\n") {
			header, calls, _ := strings.Cut(stack, "\n")
			if strings.Contains(header, "["+state) && strings.Contains(calls, "tracing.start.func1(") {
				return
			}
		}
	}
	t.Errorf("no goroutine is in the state %q", state)
}

func spans(g Goroutine, s State) (n int, d time.Duration) {
	for _, span := range g.Spans {
		if span.State == s {
			n++
			d += span.To - span.From
		}
	}
	return n, d
}

func TestWaits(t *testing.T) {
	jobs := make(chan int)
	r := record(t, func(n *Notes) {
		var wg sync.WaitGroup
		start(n, &wg, func() {
			n.At("cell[3]:9:5")
			<-jobs
		})
		await(t, "chan receive")
		time.Sleep(20 * time.Millisecond)
		jobs <- 1
		n.At("cell[3]:12:1")
		wg.Wait()
	})
	if r.Total != 2 || len(r.Goroutines) != 2 || !r.Goroutines[0].Main || r.Goroutines[1].Place != "cell[3]:7:2" || r.Cut {
		t.Fatalf("%+v", r)
	}
	main, worker := r.Goroutines[0], r.Goroutines[1]
	if _, d := spans(main, Outside); d < 15*time.Millisecond || d > r.Elapsed {
		t.Errorf("the cell slept %v of %v", d, r.Elapsed)
	}
	if worker.Parent != main.ID || !worker.Ended {
		t.Errorf("the worker: %+v", worker)
	}
	woken := false
	for _, s := range worker.Spans {
		if s.State == Waiting && s.Reason == "chan receive" {
			woken = s.Waker == main.ID && s.Place == "cell[3]:9:5" && s.To-s.From > 15*time.Millisecond
		}
	}
	if !woken {
		t.Errorf("the worker was not woken by the cell: %+v", worker.Spans)
	}
}

func TestObjects(t *testing.T) {
	r := record(t, func(n *Notes) {
		var mu sync.Mutex
		jobs := make(chan int, 2)
		n.Made(reflect.ValueOf(jobs), "cell[3]:4:9")
		n.Made(reflect.ValueOf(make(chan int)), "cell[3]:5:9")
		for k := range 2 {
			n.At("cell[3]:6:2")
			jobs <- k
			n.Used(reflect.ValueOf(jobs), true)
		}
		mu.Lock()
		n.Locked(77, false, "cell[3]:7:2", 3)
		var wg sync.WaitGroup
		start(n, &wg, func() {
			n.Wanting(77)
			mu.Lock()
			n.Locked(77, false, "cell[3]:9:2", -1)
			<-jobs
			n.Used(reflect.ValueOf(jobs), false)
			n.Unlocking(78) // which nobody has
		})
		await(t, "sync.Mutex.Lock")
		time.Sleep(5 * time.Millisecond)
		n.Unlocking(77)
		mu.Unlock()
		wg.Wait()
	})
	if len(r.Channels) != 1 || len(r.Goroutines) != 2 {
		t.Fatalf("%+v", r)
	}
	ch, main, other := r.Channels[0], r.Goroutines[0], r.Goroutines[1]
	var filled []int
	for _, u := range ch.Uses {
		filled = append(filled, u.Filled)
	}
	if ch.Cap != 2 || ch.Made != "cell[3]:4:9" || ch.Uses[0].Place != "cell[3]:6:2" || !slices.Equal(filled, []int{1, 2, 1}) {
		t.Errorf("the channel: %+v", ch)
	}
	if len(main.Holds) != 1 || len(other.Holds) != 1 {
		t.Fatalf("holds: %+v, %+v", main.Holds, other.Holds)
	}
	first, second := main.Holds[0], other.Holds[0]
	if first.Open || first.Lock != 1 || first.Index != 3 || first.Place != "cell[3]:7:2" || first.To > second.From || first.To-first.From < 4*time.Millisecond {
		t.Errorf("the first hold: %+v before %+v", first, second)
	}
	if !second.Open || second.Lock != 1 || second.To != r.Elapsed {
		t.Errorf("the second hold: %+v of %v", second, r.Elapsed)
	}
	if !slices.ContainsFunc(other.Spans, func(s Span) bool { return s.State == Waiting && s.Lock == 1 }) {
		t.Errorf("nobody waits for the lock: %+v", other.Spans)
	}
}

func TestCPUs(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	start := time.Now()
	r := record(t, func(n *Notes) {
		runtime.GOMAXPROCS(3)
		time.Sleep(2*time.Since(start) + 10*time.Millisecond) // longer than what was before, whatever the pace
	})
	if r.CPUs != 3 {
		t.Errorf("%d CPUs, want 3", r.CPUs)
	}
}

func TestStateText(t *testing.T) {
	for s := Running; s <= Outside; s++ {
		text, err := s.MarshalText()
		var back State
		if err != nil || back.UnmarshalText(text) != nil || back != s {
			t.Errorf("%d is %q, %v", s, text, err)
		}
	}
	var s State
	if _, err := State(9).MarshalText(); err == nil || s.UnmarshalText([]byte("lost")) == nil {
		t.Error("what is no state has a name")
	}
}

// Spans follow each other, from a goroutine's birth to its end.
func TestNoGaps(t *testing.T) {
	r := record(t, func(n *Notes) {
		var wg sync.WaitGroup
		var mu sync.Mutex
		for range 50 {
			start(n, &wg, func() {
				for range 20 {
					mu.Lock()
					time.Sleep(time.Microsecond)
					mu.Unlock()
				}
			})
		}
		wg.Wait()
	})
	if r.Total != 51 || r.CPUs < 1 {
		t.Fatalf("%d goroutines on %d CPUs", r.Total, r.CPUs)
	}
	for _, g := range r.Goroutines {
		at := g.Spans[0].From
		for _, s := range g.Spans {
			if s.From > at || s.To <= s.From || s.To > r.Elapsed { // empty spans have been left out
				t.Errorf("goroutine %d: span from %v to %v after %v", g.ID, s.From, s.To, at)
			}
			at = s.To
		}
	}
}

func TestBrokenTraces(t *testing.T) {
	var buf bytes.Buffer
	if err := trace.Start(&buf); err != nil {
		t.Skip(err)
	}
	var n Notes
	n.Keep()
	n.Begin()
	time.Sleep(time.Millisecond)
	trace.Stop()
	notes, _ := n.Kept()
	r, err := Read(bytes.NewReader(buf.Bytes()), notes)
	if err != nil || !r.Cut {
		t.Errorf("without an end: %+v, %v", r, err)
	}
	for _, text := range []string{"", "no trace", buf.String()[:20]} {
		if _, err := Read(strings.NewReader(text), notes); err == nil || !strings.HasPrefix(err.Error(), "read trace: ") {
			t.Errorf("%q: %v", text, err)
		}
	}
	for k := range 40 {
		Read(bytes.NewReader(buf.Bytes()[:buf.Len()*k/40]), notes)
		Read(bytes.NewReader(buf.Bytes()), notes[:len(notes)*k/40])
	}
}

func FuzzRead(f *testing.F) {
	var buf bytes.Buffer
	var n Notes
	if trace.Start(&buf) == nil {
		n.Keep()
		n.Begin()
		n.Locked(77, true, "cell[3]:7:2", -1)
		n.End()
		trace.Stop()
	}
	notes, _ := n.Kept()
	f.Add(buf.Bytes(), notes)
	f.Fuzz(func(t *testing.T, data, notes []byte) { Read(bytes.NewReader(data), notes) })
}
