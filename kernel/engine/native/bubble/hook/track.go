package hook

import (
	"runtime"
	"sync"
	"sync/atomic"
	"unsafe"
)

// depth is how many frames of an acquisition are kept: the primitive's own and a few callers.
const depth = 8

// A Hold says that a goroutine holds a lock. A lock keeps the list of its holds itself.
type Hold struct {
	Goroutine int64
	Shared    bool // a reader's
	pcs       [depth]uintptr
	next      *Hold
}

// Holds is the list of those who hold one lock; the zero value is empty. Its owner guards it.
type Holds struct {
	first *Hold
	epoch int64 // of the hooks under which the list was kept
	// lost is set once an acquisition was not recorded or a release not matched: from then on
	// the list must not be taken for the whole truth, until the lock is free again.
	lost bool
}

// Take notes that the calling goroutine has acquired the lock.
//
//go:norace
func (h *Holds) Take(shared bool) {
	h.renew()
	tracking := Tracking()
	counts.acquired.Add(1)
	if !tracking {
		h.lost = true
		return
	}
	n := &Hold{Goroutine: Goroutine(), Shared: shared, next: h.first}
	runtime.Callers(2, n.pcs[:])
	h.first = n
	taken.keep(&n.pcs)
}

// renew forgets what other hooks have noted.
//
//go:norace
func (h *Holds) renew() {
	if e := table.epoch.Load(); h.epoch != e {
		h.epoch, h.first, h.lost = e, nil, false
	}
}

// Hand notes that the lock has passed to the goroutine of w, which waited for it.
//
//go:norace
func (h *Holds) Hand(w *Waiter) {
	h.renew()
	counts.acquired.Add(1)
	if w.Goroutine == 0 {
		h.lost = true
		return
	}
	h.first = &Hold{Goroutine: w.Goroutine, Shared: w.Shared, pcs: w.pcs, next: h.first}
	taken.keep(&w.pcs)
}

// Drop notes a release. free says that nobody holds the lock now.
//
//go:norace
func (h *Holds) Drop(free bool) {
	h.renew()
	if free {
		h.first, h.lost = nil, false
		return
	}
	if h.first == nil {
		return
	}
	g := Goroutine()
	for p := &h.first; *p != nil; p = &(*p).next {
		if (*p).Goroutine == g {
			*p = (*p).next
			return
		}
	}
	h.lost = true // released by another goroutine than took it
}

// A Waiter says that a goroutine awaits a lock, a group or a condition.
type Waiter struct {
	Goroutine  int64 // 0: not tracked
	Shared     bool
	op         Op
	obj        unsafe.Pointer
	holds      *Holds // nil for what nobody holds
	pcs        [depth]uintptr
	next, prev *Waiter
}

// lists are all that wait now, and all goroutines whose start was noted.
type lists struct {
	mu     sync.Mutex
	first  *Waiter
	births *Birth
	epoch  atomic.Int64
}

var table lists

//go:norace
func (t *lists) reset() {
	t.mu.Lock()
	t.first, t.births = nil, nil
	t.epoch.Add(1)
	t.mu.Unlock()
	counts.acquired.Store(0)
	counts.mapped.Store(0)
	counts.inner.Store(0)
	taken.n.Store(0)
	counts.waited.Store(0)
}

// Enter notes that the calling goroutine is about to wait for obj, whose holders are in holds.
//
//go:norace
func (w *Waiter) Enter(op Op, obj unsafe.Pointer, holds *Holds) {
	if Load() == nil {
		return
	}
	tracking := Tracking()
	counts.waited.Add(1)
	if !tracking {
		return
	}
	w.Goroutine, w.op, w.obj, w.holds = Goroutine(), op, obj, holds
	runtime.Callers(2, w.pcs[:])
	table.mu.Lock()
	w.next = table.first
	if w.next != nil {
		w.next.prev = w
	}
	table.first = w
	table.mu.Unlock()
}

// Leave notes that the wait is over. Only its own goroutine calls it.
//
//go:norace
func (w *Waiter) Leave() {
	if w.Goroutine == 0 {
		return
	}
	table.mu.Lock()
	if w.prev != nil {
		w.prev.next = w.next
	} else if table.first == w {
		table.first = w.next
	}
	if w.next != nil {
		w.next.prev = w.prev
	}
	w.next, w.prev = nil, nil
	table.mu.Unlock()
}
