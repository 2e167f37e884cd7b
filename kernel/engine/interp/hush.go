package interp

import (
	"slices"
	"strings"
	"time"

	"weft/kernel/engine/pipe"
	"weft/kernel/engine/sched"
)

// A server or an idle connection of an earlier cell could wake the cell, so a cell that waits beside one is never
// called deadlocked. If nothing at all has run for hushLooks, the reader is told what the cell waits for, once; it goes
// on waiting.
type hush struct {
	next  time.Time // when to look again
	sum   uint64    // of the last look; 0: something could go on by itself
	looks int       // that saw the same, after the first
	told  *cell
}

const (
	hushEvery = 375 * time.Millisecond
	hushLooks = 8 // counted, because a machine that stands still for as long says nothing about the cell
)

// listen is called when the cell is not deadlocked.
func (d *detector) listen(c *cell, now time.Time) {
	h := &d.hush
	if h.told == c || now.Before(h.next) {
		return
	}
	h.next = now.Add(hushEvery)
	sum, still := d.still()
	switch {
	case !still:
		h.sum = 0
	case sum != h.sum:
		h.sum, h.looks = sum, 0
	default:
		if h.looks++; h.looks == hushLooks {
			h.told = c
			go d.remark(c, sum)
		}
	}
}

// still reports whether only the network could make anything go on, and the sum of what was seen.
func (d *detector) still() (sum uint64, ok bool) {
	if !d.s.sched.Quiet() || d.s.link.asking() || d.s.signals.asked() || d.s.workers.Busy() ||
		slices.ContainsFunc(d.s.sched.Timers(), wakes) {
		return 0, false
	}
	return d.look(fromOutside)
}

// fromOutside reports whether another goroutine or the network can end a wait, and nothing else.
func fromOutside(r sched.Reason) bool { return r.ByOthers() || r.ByNetwork() }

// wakes reports whether a timer could wake a goroutine of a cell. One that closes an idle connection does not.
func wakes(t sched.Timer) bool {
	return !strings.HasPrefix(t.Func, "net/http.(*persistConn).closeConnIfStillIdle")
}

// remark tells what the cell waits for, if it still does.
func (d *detector) remark(c *cell, sum uint64) {
	all := d.s.lookOnce()
	if now, ok := d.look(fromOutside); !ok || now != sum {
		return
	}
	if slices.ContainsFunc(all, func(g sight) bool { return g.Main && g.Cell == c.number && g.State == "IO wait" }) {
		return // the cell itself serves or reads, as it should
	}
	m := &pipe.Deadlock{Cell: c.number, Open: true}
	m.Goroutines, m.Total = d.involved(c, all)
	d.s.link.send(m)
}
