package sched

import (
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
	"time"
	"unsafe"
)

// A Runtime is the inside of this process's run time. Its methods may be called by any goroutine.
type Runtime struct {
	goroutines *header // of the list of all goroutines
	procs      *header // of the list of all processors

	mu    sync.Mutex
	kinds map[uintptr]kind // of goroutines, by where they began
}

// A header is a slice's.
type header struct {
	list     unsafe.Pointer
	len, cap int
}

// item is the element i, which is a pointer.
func (h header) item(i int) unsafe.Pointer { return *at[unsafe.Pointer](h.list, uintptr(i)*8) }

// load reads a list that may be growing: the array that it had is valid as long as somebody has it.
func (h *header) load() header {
	for {
		first := *h
		second := *(*header)(noted(unsafe.Pointer(h)))
		if first == second && first.len <= first.cap {
			return first
		}
	}
}

// noted keeps a second read from being the first one.
//
//go:noinline
func noted(p unsafe.Pointer) unsafe.Pointer { return p }

// Open finds the run time's lists, by what is in them, and tries them out.
func Open() (*Runtime, error) {
	if !known {
		return nil, fmt.Errorf("the inside of the run time of %s on %s is not known", runtime.Version(), runtime.GOARCH)
	}
	r := &Runtime{kinds: map[uintptr]kind{}}
	g := current()
	timer := time.AfterFunc(time.Hour, func() {})
	defer timer.Stop()
	r.search(func(h *header) {
		switch {
		case (r.goroutines == nil || r.goroutines.len < h.len) && isGoroutines(h, g):
			r.goroutines = h // a copy of the list, or of its address, would be shorter
		case r.procs == nil && isProcs(h, timer):
			r.procs = h
		}
	})
	if r.goroutines == nil || r.procs == nil {
		return nil, errors.New("the run time's lists are not where they should be")
	}
	return r, r.try()
}

// search looks at everything in the program's variables that could be a slice's header.
func (r *Runtime) search(look func(*header)) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	module := *(*unsafe.Pointer)(lastModule())
	bounds := *at[[4]uintptr](module, dataOf)
	for i := 0; i < len(bounds); i += 2 {
		start, end := bounds[i], bounds[i+1]
		first := *(*unsafe.Pointer)(unsafe.Pointer(&start))
		for offset := uintptr(0); start+offset+24 <= end; offset += 8 {
			if h := at[header](first, offset); h.list != nil && h.len > 0 && h.len <= h.cap {
				tolerant(func() { look(h) })
			}
		}
	}
}

// tolerant runs f, which may follow what is no pointer.
func tolerant(f func()) {
	defer func() { recover() }()
	f()
}

// isGoroutines: records of goroutines of which the program's first is the first, and one is the calling one.
func isGoroutines(h *header, self unsafe.Pointer) bool {
	if h.cap > 1<<28 || uintptr(h.list)%8 != 0 || uintptr(h.item(0))%8 != 0 || h.item(0) == nil || *at[int64](h.item(0), goidOfG) != 1 {
		return false
	}
	found := false
	for i := range h.len {
		g := h.item(i)
		if g == nil || uintptr(g)%8 != 0 || *at[status](g, statusOfG)&^scanned > deadExtra || *at[int64](g, goidOfG) < 0 {
			return false
		}
		found = found || g == self
	}
	return found
}

// isProcs: as many as there are, each with its own number, and one of them has the timer. On one processor much else
// looks like a list of one.
func isProcs(h *header, timer *time.Timer) bool {
	if h.len != runtime.GOMAXPROCS(0) || h.cap > mostProcs || uintptr(h.list)%8 != 0 {
		return false
	}
	inside := unsafe.Add(unsafe.Pointer(timer), unsafe.Sizeof(*timer)) // the run time's part follows the public one
	found := false
	for i := range h.len {
		p := h.item(i)
		if p == nil || uintptr(p)%8 != 0 || *at[int32](p, idOfP) != int32(i) || *at[uint32](p, statusOfP) > 4 {
			return false
		}
		heap := *at[header](p, timersOfP+heapOf)
		if heap.len < 0 || heap.len > heap.cap || heap.cap > mostTimers || uintptr(heap.list)%8 != 0 || (heap.list == nil) != (heap.cap == 0) {
			return false
		}
		for k := range heap.len {
			found = found || *at[unsafe.Pointer](heap.list, uintptr(k)*sizeOfEntry) == inside
		}
	}
	return found
}

// try sees whether a timer and a goroutine are found that are there.
func (r *Runtime) try() error {
	timer := time.AfterFunc(time.Hour, func() {})
	found := len(r.Timers())
	timer.Stop()
	if found == 0 || len(r.Timers()) >= found {
		return errors.New("the run time's timers are not where they should be")
	}
	self := false
	for g := range r.Goroutines() {
		self = self || g.ID == Self() && !g.Waits()
	}
	if !self {
		return errors.New("the run time's goroutines are not where they should be")
	}
	return nil
}
