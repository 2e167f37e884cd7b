package interp

import (
	"math"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync"
)

// A pacer sets the pace of the garbage collector. Go lets a heap double before it collects, and a small
// one is doubled in milliseconds by interpreted code, which allocates with each call. So a small heap may
// grow to a floor first; a large one has Go's own pace, and memory that waits for collection is never
// more than what is in use, or the floor. See RATIONALE.md for the figures. The zero pacer sets nothing.
type pacer struct {
	floor uint64 // bytes of heap

	mu      sync.Mutex
	percent int // what it has set; 0: it leaves the pace alone

	limit, own int64 // bytes at which the collector works harder; 0: none
}

const (
	goPercent   = 100 // Go's own pace
	mostPercent = 400 // of the smallest heaps
)

// start begins to adjust the pace after each collection.
func (p *pacer) start() {
	p.mu.Lock()
	p.percent = goPercent
	p.mu.Unlock()
	p.adjust()
	var again func(*[16]byte)
	again = func(b *[16]byte) {
		p.adjust()
		runtime.SetFinalizer(b, again)
	}
	runtime.SetFinalizer(new([16]byte), again)
}

// adjust sets the pace for the heap that the last collection has left. Who sets another pace, such as a
// cell with debug.SetGCPercent, has it.
func (p *pacer) adjust() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.percent == 0 {
		return
	}
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	percent := int(min(max(p.floor*100/max(live[0].Value.Uint64(), 1), goPercent), mostPercent))
	if percent*5 > p.percent*4 && percent*4 < p.percent*5 {
		return
	}
	if old := debug.SetGCPercent(percent); old != p.percent {
		debug.SetGCPercent(old)
		percent = 0
	}
	p.percent = percent
}

// frozen runs look while no memory is freed, so that addresses in a stack trace taken by look still
// belong to what they belonged to. Switching the collector off waits for a cycle that is under way.
func (p *pacer) frozen(look func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	limit := debug.SetMemoryLimit(math.MaxInt64)
	percent := debug.SetGCPercent(-1)
	defer func() {
		debug.SetGCPercent(percent)
		debug.SetMemoryLimit(limit)
	}()
	look()
}

// collect is runtime.GC, but not while somebody looks.
func (p *pacer) collect() {
	p.mu.Lock()
	defer p.mu.Unlock()
	runtime.GC()
}

// setLimit has the collector work harder when the process uses so many bytes; 0: never.
func (p *pacer) setLimit(bytes int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.limit = bytes
	p.limitNow()
}

// setOwnLimit is setLimit for what a cell asks for; the smaller one counts.
func (p *pacer) setOwnLimit(bytes int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.own = bytes
	p.limitNow()
}

func (p *pacer) limitNow() {
	limit := int64(math.MaxInt64)
	for _, l := range []int64{p.limit, p.own} {
		if l > 0 {
			limit = min(limit, l)
		}
	}
	debug.SetMemoryLimit(limit)
}
