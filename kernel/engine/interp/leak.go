package interp

import (
	"runtime"
	"slices"
	"time"
	"unsafe"

	"weft/kernel/engine/pipe"
	"weft/kernel/engine/sched"
)

// Leaks. When a cell has ended well, those of its goroutines are told of that can never go on: they wait for a nil
// channel or for nothing, or for channels and locks that nothing reaches any more but goroutines which wait in
// vain themselves. What a variable of the session, a goroutine that can go on, a timer or compiled code still
// leads to is no leak: a later cell may use it. See sched.Lost for how that is found out: in about 5 ms, and only if
// the cell leaves goroutines behind that wait for others.
//
// Not told of are a goroutine that has not come to wait shortly after the cell's end, any that waits for a channel or
// a lock while goroutines of cells run, because what these hold cannot be seen, and one whose channel is a variable of
// a function of which the session, or a goroutine that can go on, has a function literal: the interpreter's literals
// keep all variables of the functions around them, and of their callers. A crowd is not looked through.

const (
	settling   = 250      // looks, one in 0.2 ms, until a cell's goroutines have ended or have come to wait
	turn       = 20       // looks that one counts for if as many as there are processors run on
	walking    = 32 << 20 // bytes of memory to be looked through, in about 0.1 s
	walkRounds = 3
)

// tellLeaks sends a Leak if c leaves goroutines behind that can never go on.
func (s *session) tellLeaks(c *cell) {
	if s.sched == nil || !s.frames.ok || runtime.NumGoroutine() > crowd || !s.settled(c) {
		return
	}
	lost := s.lost(c)
	if len(lost) == 0 {
		return
	}
	all, _ := s.look()
	all = slices.DeleteFunc(all, func(g sight) bool { return !lost[g.ID] })
	if len(all) > 0 {
		s.link.send(&pipe.Leak{Cell: c.number, Goroutines: described(all), Total: max(len(lost), len(all))})
	}
}

// settled waits for a moment until none of c's goroutines runs, and reports whether some are left that wait for
// others.
func (s *session) settled(c *cell) bool {
	for looks, before := 1, 0; ; looks++ {
		some, busy := false, 0
		for g := range s.sched.Goroutines() {
			if m, ok := s.labels.of(g.Labels); ok && m.cell == c {
				waits := g.Waits() && g.Reason.ByOthers()
				some = some || waits
				if !g.Waits() {
					busy++
				}
			}
		}
		if busy == 0 || looks >= settling {
			return some
		}
		if busy == before && busy >= runtime.GOMAXPROCS(0) { // each look then waits for a processor
			looks += turn - 1
		}
		before = busy
		time.Sleep(200 * time.Microsecond)
	}
}

// lost are the goroutines of c that can never go on.
func (s *session) lost(c *cell) (lost map[int64]bool) {
	for range walkRounds {
		stopped, before, quiet := s.stopped()
		ok := false
		if quiet {
			s.pacer.frozen(func() { lost, ok = s.sched.Lost(stopped, s.apart, unsafe.Pointer(s), walking) })
		}
		if !ok {
			lost = map[int64]bool{}
			for _, g := range stopped {
				if len(g.For) == 0 {
					lost[g.ID] = true
				}
			}
		}
		_, after, _ := s.stopped()
		if before == after && ok {
			break
		}
		if before != after {
			lost = nil // something has run meanwhile
		}
		time.Sleep(time.Millisecond)
	}
	for g := range s.sched.Goroutines() {
		if m, ok := s.labels.of(g.Labels); !ok || m.cell != c {
			delete(lost, g.ID)
		}
	}
	return lost
}

// apart reports whether a goroutine is weft's own, which has no channels and locks of cells.
func (s *session) apart(g sched.Goroutine) bool {
	_, belongs := s.labels.of(g.Labels)
	return !belongs && s.detector.own(g)
}

// stopped are the goroutines of cells that wait for others, with a sum that is another one if any goroutine of a
// cell has run in between. quiet is whether none runs now.
func (s *session) stopped() (stopped []sched.Stopped, sum uint64, quiet bool) {
	ours, self := s.labels.wakes(), sched.Self()
	quiet, sum = true, 1
	for g := range s.sched.Goroutines() {
		if g.ID == self || s.apart(g) {
			continue
		}
		sum = g.Mix(sum)
		switch {
		case g.Waits() && g.Reason.ByCaller(): // who has its functions cannot be told: it counts as one that goes on
		case g.Waits() && g.Reason.ByOthers():
			objects := slices.DeleteFunc(g.WaitsFor(), func(o sched.Object) bool { return ours[o] })
			stopped = append(stopped, sched.Stopped{Goroutine: g, For: objects})
		case !g.Waits() && !g.Calls():
			quiet = false
		}
	}
	return stopped, sum, quiet
}
