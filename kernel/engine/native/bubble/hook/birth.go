package hook

import "runtime"

// A Birth is the start of a goroutine by WaitGroup.Go or an instrumented go statement: whose call it was,
// which a stack dump does not tell, and who the new goroutine is for a schedule.
type Birth struct {
	goroutine  int64
	pcs        [depth]uintptr
	who        any
	next, prev *Birth
}

// Fork is called before a go statement, by the goroutine that executes it. The result is nil where
// nobody asks.
//
//go:norace
func Fork() *Birth {
	s := installed.Load()
	if s == nil {
		return nil
	}
	b := &Birth{}
	runtime.Callers(2, b.pcs[:])
	if s.Fork != nil {
		b.who = s.Fork()
	}
	return b
}

// Born is called first thing in the new goroutine, with what Fork returned.
//
//go:norace
func Born(b *Birth) {
	s := installed.Load()
	if s == nil || b == nil {
		return
	}
	if s.Born != nil {
		s.Born(b.who)
	}
	if !s.Track {
		return
	}
	b.goroutine = Goroutine()
	table.mu.Lock()
	b.next = table.births
	if b.next != nil {
		b.next.prev = b
	}
	table.births = b
	table.mu.Unlock()
}

// Died is called last thing in the goroutine.
//
//go:norace
func Died(b *Birth) {
	if b == nil || b.goroutine == 0 {
		return
	}
	table.mu.Lock()
	if b.prev != nil {
		b.prev.next = b.next
	} else if table.births == b {
		table.births = b.next
	}
	if b.next != nil {
		b.next.prev = b.prev
	}
	b.next, b.prev = nil, nil
	table.mu.Unlock()
}

// Births tells where the living goroutines were started, by their numbers, as far as it was noted.
//
//go:norace
func Births() map[int64]Place {
	table.mu.Lock()
	defer table.mu.Unlock()
	out := map[int64]Place{}
	for b := table.births; b != nil; b = b.next {
		out[b.goroutine] = PlaceOf(b.pcs[:])
	}
	return out
}
