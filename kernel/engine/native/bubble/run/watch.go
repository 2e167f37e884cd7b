package run

import (
	"runtime"
	"time"
)

// looksPerSecond is how often the watchdog looks.
const looksPerSecond = 20

// A pulse is how long the clock has stood still, of the time in which the watchdog looked. If it was kept from that, the whole
// process or machine may have stood still, and who is waited for too: no gap counts for more than most.
type pulse struct {
	most      time.Duration
	clock     time.Duration // virtual
	real, cpu time.Duration // counted since it moved

	sawReal, sawCPU time.Duration // at the last look, since the run began
}

// look takes in what the clocks say now, and reports whether the virtual one has moved.
func (p *pulse) look(clock, real, cpu time.Duration) bool {
	p.real += min(real-p.sawReal, p.most)
	p.cpu += min(cpu-p.sawCPU, p.most*time.Duration(runtime.NumCPU()))
	p.sawReal, p.sawCPU = real, cpu
	if clock == p.clock {
		return false
	}
	p.clock, p.real, p.cpu = clock, 0, 0
	return true
}

// watch waits for the bubble's end, or finds that it will have none.
func (b *bubble) watch() Outcome {
	tick := time.NewTicker(time.Second / looksPerSecond)
	defer tick.Stop()
	last := pulse{most: max(b.o.Still/5, 2*time.Second/looksPerSecond)}
	for {
		select {
		case v := <-b.ended:
			return b.outcome(v)
		case <-tick.C:
			now := b.clock.elapsed()
			moved := last.look(now, time.Since(b.began), cpuTime()-b.cpu)
			switch {
			case b.o.Goroutines > 0 && runtime.NumGoroutine() > b.o.Goroutines:
				return b.stop(Crowd)
			case moved:
				if b.over(now) {
					return b.stop(Overtime)
				}
			case b.o.Still > 0 && b.stands(last):
				return b.stop(Still)
			}
		}
	}
}

// stands decides whether the clock has stood still for too long since the last pulse. A loaded machine
// delays a goroutine that computes, so it is given processor time; one that waits uses none.
func (b *bubble) stands(last pulse) bool {
	if last.cpu >= b.o.Still {
		return true
	}
	if last.real < b.o.Still {
		return false
	}
	// If all wait durably, it is the bubble's turn, and the machine's not to be in a hurry.
	waits := false
	for _, g := range b.remaining() {
		if g.busy() {
			return false
		}
		waits = waits || !g.Durable
	}
	return waits && b.clock.elapsed() == last.clock
}

// stop is the outcome of a bubble that goes on without an end.
func (b *bubble) stop(end End) Outcome {
	out := Outcome{End: end, Elapsed: b.clock.elapsed(), Remain: true}
	if how := End(b.clock.how.Load()); how == Panicked && !(end == Overtime && b.over(b.elapsed)) {
		out.End, out.Panic, out.Elapsed = how, b.panicked, b.elapsed
	}
	if out.End == Still {
		out.list(b.settled())
	} else {
		out.list(b.remaining())
	}
	return out
}

// outcome is that of a bubble which has ended.
func (b *bubble) outcome(v verdict) Outcome {
	out := b.ending(v)
	// Whether the watchdog looked before the end must make no difference.
	if at := b.clock.elapsed(); b.over(at) && !(out.End == Panicked && !b.over(b.elapsed)) {
		out.End, out.Elapsed, out.Panic = Overtime, at, nil
	}
	return out
}

// over reports whether so much virtual time is over the limit.
func (b *bubble) over(at time.Duration) bool { return b.o.Limit > 0 && at > b.o.Limit }

// ending is how a bubble ended, whatever the time.
func (b *bubble) ending(v verdict) Outcome {
	out := Outcome{End: b.how, Elapsed: b.elapsed, Panic: b.panicked}
	if v.text == "" {
		return out
	}
	out.Remain = true
	rest := b.remaining()
	switch {
	case b.how == Returned:
		out.End = Leak
	case b.how == Exited && len(rest) == 0:
		out.Remain = false // but for the machinery's
		out.Elapsed = v.at
	case b.how == Running || b.how == Exited:
		out.End, out.Elapsed = Deadlock, v.at
	}
	out.list(rest)
	return out
}

// mostListed is how many goroutines an outcome lists.
const mostListed = 200

// list puts the goroutines into the outcome.
func (o *Outcome) list(rest []Goroutine) {
	o.Total = len(rest)
	o.Cycle = cycle(rest)
	o.Goroutines = rest[:min(len(rest), mostListed)]
}

// cycle finds goroutines that wait for each other's locks in a circle.
func cycle(rest []Goroutine) []int64 {
	byID := map[int64]Goroutine{}
	for _, g := range rest {
		byID[g.ID] = g
	}
	var path []int64
	on := map[int64]bool{}
	done := map[int64]bool{}
	var visit func(id int64) []int64
	visit = func(id int64) []int64 {
		if on[id] {
			for i, p := range path {
				if p == id {
					return append([]int64{}, path[i:]...)
				}
			}
		}
		if done[id] {
			return nil
		}
		done[id], on[id] = true, true
		path = append(path, id)
		for _, h := range byID[id].Holders {
			if c := visit(h.Goroutine); c != nil {
				return c
			}
		}
		path = path[:len(path)-1]
		on[id] = false
		return nil
	}
	for _, g := range rest {
		if c := visit(g.ID); c != nil {
			return c
		}
	}
	return nil
}
