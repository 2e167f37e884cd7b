package main

import (
	"time"

	"weft/exercises/01-lab/cases"
)

// cores do one item each at a time. Of items that come at different moments the first is first; of those that come at
// one moment the lowest, so that nothing depends on luck. It is guarded by the lab's lock, and so are its methods; the
// race detector leaves them alone.
type cores struct {
	n     int
	free  [max(cases.GoroutineCores, cases.ProcessCores)]time.Duration // from when on each core is free
	asked [maxAsked]request
}

// maxAsked is how many items can ask in one moment.
const maxAsked = 256

type request struct {
	open, given bool
	at          time.Duration
	item        int
	work        time.Duration
	end         time.Duration // of the item, when given
}

// ask puts in a request. It is to be answered when that moment is over, when all who ask in it have done so; -1 if
// there is no place for it.
//
//go:norace
func (c *cores) ask(at time.Duration, item int, work time.Duration) (number int) {
	for i := range c.asked {
		if r := &c.asked[i]; !r.open {
			*r = request{open: true, at: at, item: item, work: work}
			return i
		}
	}
	return -1
}

// answer says when the item ends.
//
//go:norace
func (c *cores) answer(number int) (end time.Duration) {
	r := &c.asked[number]
	for !r.given {
		first := r
		for i := range c.asked {
			if o := &c.asked[i]; o.open && !o.given && (o.at < first.at || o.at == first.at && o.item < first.item) {
				first = o
			}
		}
		first.end = c.give(first.at, first.work)
		first.given = true
	}
	r.open = false
	return r.end
}

// give has the core that is free first do some work.
//
//go:norace
func (c *cores) give(at, work time.Duration) (end time.Duration) {
	first := &c.free[0]
	for i := 1; i < c.n; i++ {
		if c.free[i] < *first {
			first = &c.free[i]
		}
	}
	end = at + work
	if *first > at {
		end = *first + work
	}
	*first = end
	return end
}
