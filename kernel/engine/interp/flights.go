package interp

import (
	"sync"
	"time"

	"weft/kernel/engine/rt"
	"weft/kernel/engine/vigil"
)

// flights are the panics that are on their way up while deferred functions run. One of these may let
// the cell's own goroutine return, as a deferred wg.Done does; the cell has not ended well then.
// A Goexit counts too, because it looks the same on its way.
type flights struct {
	mu      sync.Mutex
	of      map[int64][]flight // by goroutine
	changed chan struct{}      // closed when some have landed
}

type flight struct {
	cell   *cell
	number uint64
}

const (
	// landing is how long the end of a cell waits for panics of its goroutines: a deferred function
	// may wait for something that only a later cell does.
	landing = time.Second
	// recount is after how long the end of a cell looks whether they are still under way: compiled
	// code, such as fmt around a String method, may have recovered them.
	recount = 10 * time.Millisecond
)

func newFlights() *flights {
	return &flights{of: map[int64][]flight{}, changed: make(chan struct{})}
}

// begin records that something of c unwinds the calling goroutine.
func (f *flights) begin(c *cell, number uint64) {
	g := rt.Goroutine()
	f.mu.Lock()
	defer f.mu.Unlock()
	f.of[g] = append(f.of[g], flight{c, number})
}

// land forgets what began on the calling goroutine after a number.
func (f *flights) land(since uint64) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.of) == 0 {
		return
	}
	g := rt.Goroutine()
	all := f.of[g]
	n := len(all)
	for n > 0 && all[n-1].number > since {
		n--
	}
	if n == len(all) {
		return
	}
	if f.of[g] = all[:n]; n == 0 {
		delete(f.of, g)
	}
	close(f.changed)
	f.changed = make(chan struct{})
}

// wait returns when nothing of c is in flight any more, or c is being stopped.
func (f *flights) wait(c *cell) {
	changed, some := f.some(c)
	if !some {
		return
	}
	defer f.drop(c)
	late, stop := vigil.After(landing)
	defer stop()
	again := time.NewTicker(recount)
	defer again.Stop()
	for some {
		select {
		case <-changed:
		case <-again.C:
			f.recount()
		case <-c.stop:
			return
		case <-late:
			return
		}
		changed, some = f.some(c)
	}
}

// recount forgets what compiled code has recovered.
func (f *flights) recount() {
	text, ok := trace()
	if !ok {
		return
	}
	under := unwinding(text)
	f.mu.Lock()
	defer f.mu.Unlock()
	for g := range f.of {
		if !under[g] {
			delete(f.of, g)
		}
	}
}

func (f *flights) some(c *cell) (changed <-chan struct{}, some bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, all := range f.of {
		for _, one := range all {
			some = some || one.cell == c
		}
	}
	return f.changed, some
}

// drop forgets what is in flight of a cell that has ended.
func (f *flights) drop(c *cell) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for g, all := range f.of {
		if all[0].cell == c { // a goroutine has one cell
			delete(f.of, g)
		}
	}
}
