package tracing

import (
	"bytes"
	"runtime/trace"
	"testing"

	exptrace "golang.org/x/exp/trace"

	"weft/kernel/leaks"
)

// A feed that is ended early has lists left that nobody took; no goroutine stays behind.
func TestFeedEnds(t *testing.T) {
	defer leaks.None(t, leaks.Before())
	var text bytes.Buffer
	if err := trace.Start(&text); err != nil {
		t.Skip(err) // the tests themselves are being traced
	}
	done := make(chan bool)
	for range feedLists * feedSize {
		go func() { done <- true }()
		<-done
	}
	trace.Stop()
	for _, taken := range []int{0, 1, feedLists + 1} {
		tr, err := exptrace.NewReader(bytes.NewReader(text.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		f := newFeed(tr)
		last := exptrace.Time(0)
		for range taken {
			list, more := <-f.read
			if !more || len(list) != feedSize {
				t.Fatalf("%d events, more %v", len(list), more)
			}
			for _, c := range list {
				if c.at < last {
					t.Fatalf("an event at %d after one at %d", c.at, last)
				}
				last = c.at
			}
			f.used <- list
		}
		f.end()
		if f.cut {
			t.Error("the trace is said to break off")
		}
	}
}
