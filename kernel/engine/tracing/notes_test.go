package tracing

import (
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"golang.org/x/exp/trace"
)

// What several goroutines note at the same time is all kept, each one's in its order.
func TestJournal(t *testing.T) {
	const writers, each = 8, chunkSize
	var n Notes
	n.kept.Store(&journal{})
	var wg sync.WaitGroup
	for w := range writers {
		wg.Go(func() {
			for i := range each {
				n.Locked(uint64(w+1), i%2 == 0, fmt.Sprintf("cell[3]:%d:1", i%5), int64(i))
			}
		})
	}
	wg.Wait()
	text, cut := n.Kept()
	entries, whole := readNotes(text)
	if cut || !whole || len(entries) != writers*each {
		t.Fatalf("%d entries, cut %v, whole %v", len(entries), cut, whole)
	}
	next, since := map[uint64]int64{}, map[uint64]uint64{}
	for _, e := range entries {
		i := next[e.object]
		want := entry{word: wordHold, at: e.at, goroutine: e.goroutine, object: e.object, value: i, text: fmt.Sprintf("cell[3]:%d:1", i%5)}
		if i%2 == 0 {
			want.word = wordRead
		}
		if e != want || e.at < since[e.object] || e.goroutine == 0 {
			t.Fatalf("%+v, want %+v", e, want)
		}
		next[e.object], since[e.object] = i+1, e.at
	}
	if _, cut := n.Kept(); cut || n.On() {
		t.Error("notes are still kept")
	}
	for _, end := range []int{1, len(text) / 2, len(text) - 1} {
		if part, whole := readNotes(text[:end]); whole && end == 1 || !slices.Equal(part, entries[:len(part)]) {
			t.Errorf("the first %d bytes: %d entries, whole %v", end, len(part), whole)
		}
	}
}

func TestJournalFull(t *testing.T) {
	var n Notes
	j := &journal{}
	j.next.Store(maxEntries - 1)
	n.kept.Store(j)
	n.Go("cell[3]:1:1")
	n.Go("cell[3]:2:1")
	text, cut := n.Kept()
	if entries, _ := readNotes(text); !cut || len(entries) != 1 || entries[0].text != "cell[3]:1:1" {
		t.Errorf("%+v, cut %v", entries, cut)
	}
}

// A trace tells what the clock shows, and by that the time of a note is found, whatever a tick is.
func TestClock(t *testing.T) {
	for _, tt := range []struct {
		name  string
		tick  float64
		late  [clockMarks]time.Duration // from the look at the clock to the event
		error time.Duration
	}{
		{"64 ns", 64, [...]time.Duration{100, 300, 100}, 0},
		{"64 ns, interrupted once", 64, [...]time.Duration{20 * time.Millisecond, 100, 100}, 0},
		{"cycles", 71.3, [...]time.Duration{100, 100, 200}, 200},
		{"cycles, interrupted", 71.3, [...]time.Duration{20 * time.Millisecond, 100, 200}, 200},
	} {
		var c clock
		ticks := uint64(1e12)
		for i, late := range tt.late {
			ticks += 1000
			now := trace.Time(float64(ticks)*tt.tick) + trace.Time(late)
			if last := c.mark(now, fmt.Sprintf("clock %d", ticks)); last != (i == clockMarks-1) {
				t.Errorf("%s: mark %d is the last one: %v", tt.name, i, last)
			}
		}
		ticks += 100_000_000 // some seconds
		if d := time.Duration(c.time(ticks)) - time.Duration(float64(ticks)*tt.tick); d.Abs() > tt.error {
			t.Errorf("%s: a note is %v late", tt.name, d)
		}
	}
	var c clock
	for _, message := range []string{"", "clock", "clock x", "clock 0", "at cell[3]:1:1"} {
		if c.mark(1, message) || c.marks != 0 {
			t.Errorf("%q tells the clock", message)
		}
	}
}

// Who unlocks what it has not locked does it for the one that came first.
func TestFree(t *testing.T) {
	o, tellers := newObjects(), map[int64]*teller{1: {}, 2: {}, 3: {}, 9: {}}
	for i, e := range []entry{
		{word: wordRead, goroutine: 1, object: 7}, {word: wordRead, goroutine: 2, object: 7}, {word: wordRead, goroutine: 3, object: 7},
		{word: wordFree, goroutine: 2, object: 7}, {word: wordFree, goroutine: 9, object: 7}, {word: wordFree, goroutine: 1, object: 7},
		{word: wordFree, goroutine: 3, object: 7}, {word: wordHold, goroutine: 1, object: 7},
	} {
		o.note(&e, tellers[e.goroutine], time.Duration(i))
	}
	var ends []time.Duration
	for _, g := range []int64{1, 2, 3} {
		for _, h := range tellers[g].recorded(0, 10) {
			ends = append(ends, h.To)
		}
	}
	if want := []time.Duration{4, 10, 3, 5}; !slices.Equal(ends, want) {
		t.Errorf("ends %v, want %v", ends, want)
	}
}
