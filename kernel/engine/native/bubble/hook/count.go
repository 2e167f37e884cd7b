package hook

import (
	"runtime"
	"sync/atomic"
)

// counters are totals since the last Install.
type counters struct {
	acquired, waited atomic.Int64
	mapped           atomic.Int64 // calls of maps
	inner            atomic.Int64 // of acquired: those that the program did not ask for
}

var counts counters

// Counts are the totals since the last Install: acquisitions of locks, and waits of any kind. Calls of a concurrent map are
// acquisitions too; what a Once does, or a Cond after its wait, is none.
func Counts() (acquired, waited int64) {
	return counts.acquired.Load() - counts.inner.Load() + counts.mapped.Load(), counts.waited.Load()
}

// CountMap counts a call of a concurrent map, if locks are tracked.
//
//go:norace
func CountMap() {
	if s := Load(); s == nil || !s.Track {
		return
	}
	counts.mapped.Add(1)
	if taken.n.Load() < maxTaken {
		var pcs [depth]uintptr
		runtime.Callers(2, pcs[:])
		taken.keep(&pcs)
	}
}

// Inner says of the last acquisition of the calling goroutine that it is a primitive's own.
//
//go:norace
func Inner() {
	if s := Load(); s != nil && s.Track {
		counts.inner.Add(1)
	}
}

// maxTaken is how many acquisitions are remembered.
const maxTaken = 64

// firsts are the first acquisitions since the last Install. Each place in the list is written once.
type firsts struct {
	n    atomic.Int64 // may be more than there are
	list [maxTaken][depth]uintptr
}

var taken firsts

//go:norace
func (f *firsts) keep(pcs *[depth]uintptr) {
	if f.n.Load() >= maxTaken {
		return
	}
	if i := f.n.Add(1) - 1; i < maxTaken {
		f.list[i] = *pcs
	}
}

// Taken are the places of the first acquisitions, those of a Once and a Cond among them. Call it when the bubble stands still.
//
//go:norace
func Taken() []Place {
	var places []Place
	for i := range min(taken.n.Load(), maxTaken) {
		places = append(places, PlaceOf(taken.list[i][:]))
	}
	return places
}
