package hook

import (
	"runtime"
	"strings"
)

// A WaitInfo is one goroutine that waits, as plain values.
type WaitInfo struct {
	Goroutine int64
	Op        Op
	Object    uint64 // address, to tell objects apart
	Place     Place
	Holders   []HoldInfo
	Complete  bool // Holders are all holders
}

// A HoldInfo is one goroutine that holds a lock, and where it took it.
type HoldInfo struct {
	Goroutine int64
	Shared    bool
	Place     Place
}

// A Place is a position in a program.
type Place struct {
	Func string
	File string
	Line int
}

// Waits lists the goroutines that wait for a tracked object now. Call it when the bubble stands still.
//
//go:norace
func Waits() []WaitInfo {
	table.mu.Lock()
	defer table.mu.Unlock()
	var out []WaitInfo
	for w := table.first; w != nil; w = w.next {
		info := WaitInfo{Goroutine: w.Goroutine, Op: w.op, Object: uint64(uintptr(w.obj)), Place: PlaceOf(w.pcs[:])}
		if w.holds != nil {
			info.Holders, info.Complete = w.holds.list()
		}
		out = append(out, info)
	}
	return out
}

//go:norace
func (h *Holds) list() (out []HoldInfo, complete bool) {
	if h.epoch != table.epoch.Load() {
		return nil, false
	}
	for n := h.first; n != nil; n = n.next {
		out = append(out, HoldInfo{Goroutine: n.Goroutine, Shared: n.Shared, Place: PlaceOf(n.pcs[:])})
	}
	return out, !h.lost && h.first != nil
}

// PlaceOf is the first frame of a call stack that belongs neither to the bubble's packages nor to the run time.
//
//go:norace
func PlaceOf(pcs []uintptr) Place {
	n := 0
	for n < len(pcs) && pcs[n] != 0 {
		n++
	}
	if n == 0 {
		return Place{}
	}
	frames := runtime.CallersFrames(pcs[:n])
	for {
		f, more := frames.Next()
		if !Own(f.Function) && !strings.HasPrefix(f.Function, "runtime.") {
			return Place{f.Function, f.File, f.Line}
		}
		if !more {
			return Place{}
		}
	}
}

// Own says whether a function of a stack dump belongs to the packages of the bubble.
func Own(function string) bool {
	return strings.Contains(function, "engine/native/bubble/") && !strings.Contains(function, "_test.")
}
