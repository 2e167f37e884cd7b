package interp

import (
	"cmp"
	"fmt"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync/atomic"

	"weft/kernel/engine/memory"
	"weft/kernel/engine/pipe"
)

// The limit of memory. What the process uses is looked at every few milliseconds while a cell runs. When it is more than
// the limit even after a collection, the cell is stopped as an interrupt does it, and what its goroutines held is
// given back: the variables stay. The system has a limit too, above ours, for code that is faster than that.

// A quota is the limit and how it has been used.
type quota struct {
	limit   atomic.Int64 // bytes; 0: none
	floor   atomic.Int64 // what variables hold that were there when a cell was stopped
	judging atomic.Bool
	judged  atomic.Pointer[chan struct{}] // closed when that is over
	asked   atomic.Int64                  // since the use was looked at last
}

const (
	// lean is the share of the limit at which the collector begins to work harder, in percent.
	lean = 90
	// certain is the share of the limit that the last collection must have left for no other to be needed, in percent.
	certain = 80
	// leeway is what a cell may use when variables alone are near the limit, or nobody could free any.
	leeway = 256 << 20
	// glance is how much cells may ask for before they look at the use themselves: memory that nobody has written
	// to yet comes faster than anybody could watch.
	glance = 16 << 20
)

// hardLimit is what the system is told for a limit of ours. What doubles is three times as large for a moment, if it is
// near the limit, and ought to live until we see it; but the machine must not suffer.
func hardLimit(limit, machine int64) int64 {
	if limit == 0 {
		return 0
	}
	return max(limit+limit/4, min(3*limit, machine/10*8)) + 1<<30
}

// setLimit is the pipe's Limit.
func (s *session) setLimit(limit int64) {
	s.quota.limit.Store(limit)
	s.quota.floor.Store(0)
	s.pacer.setLimit(limit * lean / 100)
	memory.Limit(hardLimit(limit, memory.Here().Bytes)) // an error leaves it at what we watch
}

// allowed is what the process may use now; 0: as much as there is.
func (q *quota) allowed() int64 {
	limit := q.limit.Load()
	if floor := q.floor.Load(); limit > 0 && floor > 0 {
		return max(limit, floor+leeway)
	}
	return limit
}

// lookAtMemory is called every few milliseconds while a cell runs, and does not wait.
func (s *session) lookAtMemory() {
	allowed := s.quota.allowed()
	if allowed == 0 || memory.Used() <= allowed || !s.quota.judging.CompareAndSwap(false, true) {
		return
	}
	over := make(chan struct{})
	s.quota.judged.Store(&over)
	go func() {
		leave()
		defer close(over)
		defer s.quota.judging.Store(false)
		// Near the limit the collector runs all the time; a large heap would take another one too long.
		if memory.Live() < allowed/100*certain {
			s.pacer.collect()
		}
		if used := memory.Used(); used > allowed {
			s.overdrawn(used)
		}
	}()
}

// overdrawn stops the running cell, and tells what it has used. If none runs, or that was not enough, goroutines of
// earlier cells are the reason.
func (s *session) overdrawn(used int64) {
	p := &pipe.Panic{Message: fmt.Sprintf("out of memory: the cell was stopped at %s, the limit is %s", memory.Size(used), memory.Size(s.quota.limit.Load()))}
	s.printing.RLock()
	c := s.latest
	s.printing.RUnlock()
	if c == nil {
		return
	}
	if c.finished() {
		all, _ := s.look()
		c = s.labels.cell(spender(all, 0).Cell, c)
	}
	if !c.perishing.CompareAndSwap(false, true) { // from now on it starts nothing more
		return
	}
	all, _ := s.look()
	g := spender(all, c.number)
	p.Cell, p.Frames, p.Started = c.number, g.Frames, g.Started
	c.epilogue = func() {
		s.pacer.collect()
		debug.FreeOSMemory()
		left := memory.Used()
		s.quota.floor.Store(0)
		if left > s.quota.limit.Load()/2 {
			s.quota.floor.Store(left)
			p.Message += fmt.Sprintf("\n%s are still in use%s", memory.Size(left), s.holders())
		} else {
			p.Message += fmt.Sprintf("\nafter that %s are in use", memory.Size(left))
		}
		s.link.send(p)
	}
	s.perished(c)
	<-c.stopped
}

// spender is the goroutine that is likeliest to have used the memory: one that computes, of the running cell if there is
// one, the cell's own first.
func spender(all []sight, cell int) sight {
	if len(all) == 0 {
		return sight{}
	}
	rank := func(g sight) int {
		r := 0
		if !strings.HasPrefix(g.State, "run") {
			r += 4
		}
		if g.Cell != cell {
			r += 2
		}
		if !g.Main {
			r++
		}
		return r
	}
	return slices.MinFunc(all, func(a, b sight) int { return cmp.Compare(rank(a), rank(b)) })
}

// ask is called before a goroutine of a cell makes something of so many bytes. It ends the cell if that is much, and more
// than the limit leaves.
func (s *session) ask(bytes int64) {
	if s.quota.asked.Add(bytes) < glance {
		return
	}
	s.quota.asked.Store(0)
	allowed := s.quota.allowed()
	if allowed == 0 || memory.Used()+bytes <= allowed {
		return
	}
	if bytes < manyBytes {
		s.lookAtMemory()
		if over := s.quota.judged.Load(); over != nil && s.quota.judging.Load() {
			s.await(*over)
		}
		return
	}
	s.pacer.collect()
	if memory.Used()+bytes > allowed {
		s.fatal(fmt.Sprintf("out of memory: the cell asked for %s at once, the limit is %s", memory.Size(bytes), memory.Size(s.quota.limit.Load())))
	}
}

// await waits for the end of a judgement. If that ends the cell, it ends the goroutine.
func (s *session) await(over <-chan struct{}) {
	c := s.labels.own()
	if c == nil {
		<-over
		return
	}
	select {
	case <-over:
	case <-c.stop:
	}
	if c.stopping() {
		runtime.Goexit()
	}
}
