package interp

import (
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"weft/kernel/engine/pipe"
	"weft/kernel/engine/sched"
)

// A detector notices that nothing a running cell waits for can happen any more. The cell then ends as a program
// would that the run time calls deadlocked, but the session goes on: its goroutines are stopped as by an
// interrupt, their deferred calls run, and what these print is dropped, because a program would not have run
// them. A cell is deadlocked if all of this is so at one moment, and still so confirm later without
// anything having run in between:
//
//   - Every goroutine of the process waits, the cell's own one and those of earlier cells included, for a
//     channel, a lock, a WaitGroup or a Cond: for what only another goroutine can do. One that sleeps, reads
//     or writes, waits for a process or for the reader's answer, or is in any system call, can go on and could
//     wake the others; whether it ever would is not asked.
//   - No processor runs anything else, such as the collector or a timer, and no goroutine of the run time's own is
//     about to run: Notify waits for one.
//   - No timer is pending that calls a function, as AfterFunc and deadlines of contexts do, or that sends on a
//     channel for which somebody waits, whatever compiled package has made it.
//   - No event of ours waits for the notebook's answer, no cell has asked for signals that it has not given
//     back, no process is being started, and no call of a compiled function is under way.
//
// Of weft's own goroutines only those are left out that wake nobody by themselves. Cells can register no
// finalizers or cleanups. Where the inside of the run time is not known (package sched) nothing is ever reported.
//
// Looking costs 50 ns for each goroutine, every few milliseconds while a cell runs, at most one hundredth of the
// time in a crowd; the first goroutine that can go on ends the look.
type detector struct {
	s    *session
	next time.Time // when to look again
	sum  uint64    // of the last suspicion; 0: there is none
	when time.Time // of it
	told atomic.Pointer[cell]
	hush hush

	mu   sync.Mutex
	ours map[uintptr]bool // functions that goroutines begin with, and whether these may be weft's own
}

const (
	glanceEvery  = 20 * time.Millisecond
	glanceShare  = 100                   // looking takes one part of the time in so many
	mostGlance   = 20 * time.Millisecond // who took longer has stood still
	confirmAfter = 20 * time.Millisecond
)

// ownStarts are the beginnings of the names of functions that goroutines of weft's begin with which belong to
// no cell and wake no goroutine of one unless something from outside happens.
var ownStarts = []string{
	"runtime.main", "os/signal.loop", "weft/kernel/engine/interp.serve.", "weft/kernel/engine/interp.(*requests).", "weft/kernel/engine/interp.(*session).watchSignals.",
	"weft/kernel/engine/interp.(*detector).", "weft/kernel/engine/slim.", "weft/kernel/engine/launch.", "weft/kernel/engine/native/cross/worker.",
	"runtime/trace.", "runtime.(*traceAdvancerState).", "runtime.traceStartReadCPU.", // of a recording
}

func newDetector(s *session) *detector {
	return &detector{s: s, ours: map[uintptr]bool{}}
}

// tick is called every few milliseconds while a cell runs, by one goroutine.
func (d *detector) tick() {
	c := d.s.current()
	if d.s.sched == nil || c == nil || !c.waitable() || d.told.Load() == c {
		d.sum = 0
		return
	}
	began := time.Now()
	if began.Before(d.next) {
		return
	}
	stuck, sum := d.stuck(c)
	took := time.Since(began)
	d.next = began.Add(max(glanceEvery, min(took, mostGlance)*glanceShare))
	switch {
	case c.gone.Load() != nil && d.alone(c):
		d.told.Store(c)
		go d.s.abandoned(c)
	case !stuck:
		d.sum = 0
		d.listen(c, began)
	case sum != d.sum:
		d.sum, d.when = sum, began
		d.next = began.Add(max(confirmAfter, took))
	case began.Sub(d.when) >= confirmAfter:
		d.sum = 0
		d.told.Store(c)
		go d.report(c, sum)
	}
}

// stuck reports whether nothing can go on now, and the sum of what was seen.
func (d *detector) stuck(c *cell) (stuck bool, sum uint64) {
	first, ok := d.glance()
	if !ok || !d.s.sched.Quiet() || d.pending() {
		return false, 0
	}
	second, ok := d.glance()
	return ok && first == second, second
}

// glance looks at all goroutines. ok is false if one of them can go on.
func (d *detector) glance() (sum uint64, ok bool) {
	return d.look(sched.Reason.ByOthers)
}

// look looks at all goroutines. ok is false if one of them waits for another reason, or not at all.
func (d *detector) look(reason func(sched.Reason) bool) (sum uint64, ok bool) {
	self := sched.Self()
	sum = 1
	for g := range d.s.sched.Goroutines() {
		if g.Waits() && reason(g.Reason) {
			sum = g.Mix(sum)
			continue
		}
		if _, belongs := d.s.labels.of(g.Labels); belongs || g.ID != self && !(d.own(g) && (g.Waits() || g.Calls() && !starting(g))) {
			return 0, false
		}
	}
	return sum, true
}

// alone reports whether the cell's own goroutine, which has called runtime.Goexit, is the last one of the cell.
func (d *detector) alone(c *cell) bool {
	starts := func(t sched.Timer) bool { return t.Func != "" }
	return d.members(c) <= 0 && !slices.ContainsFunc(d.s.sched.Timers(), starts)
}

// own reports whether a goroutine without a cell is weft's own.
func (d *detector) own(g sched.Goroutine) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	own, known := d.ours[g.Begins()]
	if !known {
		name := g.Start()
		own = slices.ContainsFunc(ownStarts, func(start string) bool { return strings.HasPrefix(name, start) })
		d.ours[g.Begins()] = own
	}
	return own
}

// starting reports whether a goroutine in a system call starts a process, for which somebody may wait.
func starting(g sched.Goroutine) bool {
	return strings.HasPrefix(g.Start(), "weft/kernel/engine/launch.")
}

// pending reports whether something can wake a goroutine that is none itself.
func (d *detector) pending() bool {
	return len(d.s.sched.Timers()) > 0 || d.s.link.asking() || d.s.signals.asked() || d.s.workers.Busy()
}

// report tells of the deadlock if it still is one, and stops the cell.
func (d *detector) report(c *cell, sum uint64) {
	all := d.s.lookOnce()
	if now, ok := d.glance(); !ok || now != sum {
		d.told.Store(nil)
		return
	}
	m := &pipe.Deadlock{Cell: c.number}
	m.Goroutines, m.Total = d.involved(c, all)
	m.Ring = ring(m.Goroutines)
	d.s.link.send(m)
	d.s.stopCell(c, pipe.Deadlocked, 0)
}

// involved are the goroutines of a deadlock for its message: those of the cell, its own one first, and then those
// of other cells that hold what these wait for.
func (d *detector) involved(c *cell, all []sight) ([]pipe.Goroutine, int) {
	everybody := make([]pipe.Goroutine, 0, len(all))
	var cells []sight
	for _, g := range all {
		everybody = append(everybody, g.Goroutine)
		if g.Cell == c.number {
			cells = append(cells, g)
		}
	}
	slices.SortStableFunc(cells, func(a, b sight) int { return rank(a) - rank(b) })
	total := len(cells)
	if runtime.NumGoroutine() > crowd {
		total = max(total, d.members(c))
	}
	some := withHolders(described(cells), everybody)
	return some[:min(len(some), pipe.MaxGoroutines)], total + len(some) - len(described(cells))
}

// members is how many goroutines of the cell can go on with its code.
func (d *detector) members(c *cell) (n int) {
	for g := range d.s.sched.Goroutines() {
		if m, belongs := d.s.labels.of(g.Labels); belongs && m.cell == c {
			n++
		}
	}
	if c.gone.Load() != nil {
		n--
	}
	return n
}

// rank orders a cell's own goroutine before the others.
func rank(g sight) int {
	if g.Main {
		return 0
	}
	return 1
}
