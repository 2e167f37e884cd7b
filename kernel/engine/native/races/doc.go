// Package races reads the reports of Go's race detector. It is pure, and expects garbage: whatever the
// text, there is no panic, and what is not understood is left out.
//
// The format is that of Go 1.26, which the detector's run time prints (ThreadSanitizer's Go mode, "Data
// Race Detector" in Go's documentation).
package races

import (
	"weft/kernel/engine/native/crash"
	"weft/kernel/golang/cell"
)

// A Race is two accesses of one memory location that nothing orders.
type Race struct {
	Accesses   []Access    // the later one, which was noticed, first
	Goroutines []Goroutine // that made them, but for the main goroutine
	Count      int         // reports that tell the same places
}

// An Access is a read or a write. Of functions written in assembly, such as those of package sync/atomic, the
// detector does not know the caller.
type Access struct {
	Write     bool
	Atomic    bool // by package sync/atomic; the other access is not
	Goroutine int  // 0: the main goroutine
	Lost      bool // the detector no longer knows the calls
	Frames    []crash.Frame
}

// A Goroutine is one that made an access.
type Goroutine struct {
	ID       int
	Finished bool          // when the race was noticed
	Created  []crash.Frame // the go statement; in the standard library for WaitGroup.Go
}

// At is the innermost place in a cell of an access; invalid if there is none.
func (a Access) At() cell.Pos { return at(a.Frames) }

// At is the place of the go statement; invalid if it is in no cell.
func (g Goroutine) At() cell.Pos { return at(g.Created) }

func at(frames []crash.Frame) cell.Pos {
	for _, f := range frames {
		if f.Pos.IsValid() {
			return f.Pos
		}
	}
	return cell.Pos{}
}

// Goroutine is what is known of the goroutine that made an access; false of the main goroutine.
func (r Race) Goroutine(a Access) (Goroutine, bool) {
	for _, g := range r.Goroutines {
		if g.ID == a.Goroutine {
			return g, true
		}
	}
	return Goroutine{}, false
}
