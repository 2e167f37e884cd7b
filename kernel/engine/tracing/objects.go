package tracing

import (
	"slices"
	"time"
)

// objects are the locks and channels of a recording that is being read. Times are the trace's own.
type objects struct {
	locks    map[uint64]int     // numbers, by identity
	held     map[uint64][]*held // by lock; those that have ended leave when they come to be the first
	own      map[holder][]*held // the same
	holds    map[int64][]*held  // by goroutine
	channels map[uint64]*Channel
	order    []*Channel
	places   map[int64]string // where goroutines last said that they were about to wait
}

type held struct {
	Hold
	goroutine int64
}

type holder struct {
	goroutine int64
	lock      uint64
}

func newObjects() *objects {
	return &objects{locks: map[uint64]int{}, held: map[uint64][]*held{}, own: map[holder][]*held{}, holds: map[int64][]*held{}, channels: map[uint64]*Channel{},
		places: map[int64]string{}}
}

// note handles what the evaluator noted at a time of the trace.
func (o *objects) note(e *entry, now time.Duration) {
	switch e.word {
	case wordAt:
		o.places[e.goroutine] = e.text
	case wordWant:
		o.lock(e.object)
	case wordHold, wordRead:
		h := &held{goroutine: e.goroutine}
		h.Hold = Hold{Lock: o.lock(e.object), From: now, Open: true, Read: e.word == wordRead, Index: e.value, Place: e.text}
		o.held[e.object] = append(o.held[e.object], h)
		o.holds[e.goroutine] = append(o.holds[e.goroutine], h)
		self := holder{e.goroutine, e.object}
		o.own[self] = append(o.own[self], h)
	case wordFree:
		o.free(e.goroutine, e.object, now)
	case wordMade:
		if e.size > 0 {
			o.channels[e.object] = &Channel{Cap: int(e.size), Made: e.text} // also in place of an earlier one at its address
		}
	case wordSent, wordTaken:
		if e.size > 0 {
			u := Use{At: now, Goroutine: e.goroutine, Place: o.places[e.goroutine], Sent: e.word == wordSent, Filled: int(e.value)}
			o.channel(e.object, int(e.size)).use(u)
		}
	}
}

func (o *objects) lock(identity uint64) int {
	if o.locks[identity] == 0 {
		o.locks[identity] = len(o.locks) + 1
	}
	return o.locks[identity]
}

// free ends the hold of a goroutine; if it has none that of the one that came first, for which it unlocks.
func (o *objects) free(goroutine int64, identity uint64, now time.Duration) {
	self := holder{goroutine, identity}
	own, all := going(o.own[self]), going(o.held[identity])
	switch {
	case len(own) > 0:
		own[0].To, own[0].Open = now, false
	case len(all) > 0:
		all[0].To, all[0].Open = now, false
	}
	o.own[self], o.held[identity] = going(own), going(all)
}

// going is holds without those at the front that have ended.
func going(all []*held) []*held {
	for len(all) > 0 && !all[0].Open {
		all = all[1:]
	}
	return all
}

func (o *objects) channel(identity uint64, capacity int) *Channel {
	ch := o.channels[identity]
	if ch == nil || ch.Cap != capacity {
		ch = &Channel{Cap: capacity}
		o.channels[identity] = ch
	}
	if ch.Number == 0 {
		o.order = append(o.order, ch)
		ch.Number = len(o.order)
	}
	return ch
}

func (c *Channel) use(u Use) {
	if c.Cut = c.Cut || len(c.Uses) >= MaxUses; !c.Cut {
		c.Uses = append(c.Uses, u)
	}
}

// holdsOf are those of a goroutine, in times from the beginning of a cell that ended at end.
func (o *objects) holdsOf(goroutine int64, began, end time.Duration) (all []Hold) {
	for _, h := range o.holds[goroutine] {
		if h.From > end {
			break
		}
		if h.Open = h.Open || h.To > end; h.Open {
			h.To = end
		}
		h.From, h.To = max(h.From-began, 0), max(h.To-began, 0)
		all = append(all, h.Hold)
	}
	return all
}

// used are the channels that goroutines of the cell used before its end.
func (o *objects) used(began, end time.Duration, of func(goroutine int64) bool) (all []Channel) {
	for _, ch := range o.order {
		after := slices.IndexFunc(ch.Uses, func(u Use) bool { return u.At > end })
		if after >= 0 {
			ch.Uses = ch.Uses[:after]
		}
		for i := range ch.Uses {
			ch.Uses[i].At = max(ch.Uses[i].At-began, 0)
		}
		if slices.ContainsFunc(ch.Uses, func(u Use) bool { return of(u.Goroutine) }) {
			all = append(all, *ch)
		}
	}
	return all
}
