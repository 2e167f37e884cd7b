package tracing

import (
	"bytes"
	"runtime/trace"
	"strings"
	"sync"
	"testing"
	"time"
)

// record runs f as a cell.
func record(t *testing.T, f func()) Recording {
	t.Helper()
	var buf bytes.Buffer
	if err := trace.Start(&buf); err != nil {
		t.Skip(err) // the tests themselves are being traced
	}
	done := make(chan bool)
	go func() {
		defer close(done)
		Begin()
		f()
		End()
	}()
	<-done
	trace.Stop()
	r, err := Read(&buf)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func start(wg *sync.WaitGroup, f func()) {
	wg.Add(1)
	go func() {
		defer wg.Done()
		Go("cell[3]:7:2")
		f()
	}()
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
	r := record(t, func() {
		var wg sync.WaitGroup
		start(&wg, func() {
			At("cell[3]:9:5")
			<-jobs
		})
		time.Sleep(20 * time.Millisecond)
		jobs <- 1
		At("cell[3]:12:1")
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

// Spans follow each other, from a goroutine's birth to its end.
func TestNoGaps(t *testing.T) {
	r := record(t, func() {
		var wg sync.WaitGroup
		var mu sync.Mutex
		for range 50 {
			start(&wg, func() {
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
	Begin()
	time.Sleep(time.Millisecond)
	trace.Stop()
	r, err := Read(bytes.NewReader(buf.Bytes()))
	if err != nil || !r.Cut {
		t.Errorf("without an end: %+v, %v", r, err)
	}
	for _, text := range []string{"", "no trace", buf.String()[:20]} {
		if _, err := Read(strings.NewReader(text)); err == nil || !strings.HasPrefix(err.Error(), "read trace: ") {
			t.Errorf("%q: %v", text, err)
		}
	}
	for n := range 40 {
		Read(bytes.NewReader(buf.Bytes()[:buf.Len()*n/40]))
	}
}

func FuzzRead(f *testing.F) {
	var buf bytes.Buffer
	if trace.Start(&buf) == nil {
		Begin()
		End()
		trace.Stop()
	}
	f.Add(buf.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) { Read(bytes.NewReader(data)) })
}
