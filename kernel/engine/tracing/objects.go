package tracing

import (
	"slices"
	"time"
)

// objects are the locks and channels of a recording that is being read. Times are the trace's own.
type objects struct {
	locks    map[uint64]int     // numbers, by identity
	held     map[uint64][]*Hold // by lock; those that have ended leave when they come to be the first
	channels map[uint64]*Channel
	order    []*Channel
	room     []Hold // for more of them
}

// A teller is what a goroutine has said of objects.
type teller struct {
	holds []*Hold
	own   []*Hold // those of them that may go on
	where string  // it last was about to wait
}

func newObjects() *objects {
	return &objects{locks: map[uint64]int{}, held: map[uint64][]*Hold{}, channels: map[uint64]*Channel{}}
}

// note handles what a goroutine noted at a time of the trace.
func (o *objects) note(e *entry, from *teller, now time.Duration) {
	switch e.word {
	case wordAt:
		from.where = e.text
	case wordWant:
		o.lock(e.object)
	case wordHold, wordRead:
		if len(o.room) == 0 {
			o.room = make([]Hold, 64)
		}
		h := &o.room[0]
		o.room = o.room[1:]
		*h = Hold{Lock: o.lock(e.object), From: now, Open: true, Read: e.word == wordRead, Index: e.value, Place: e.text}
		o.held[e.object] = append(o.held[e.object], h)
		from.holds, from.own = append(from.holds, h), append(from.own, h)
	case wordFree:
		o.free(e.object, from, now)
	case wordMade:
		if e.size > 0 {
			o.channels[e.object] = &Channel{Cap: int(e.size), Made: e.text} // also in place of an earlier one at its address
		}
	case wordSent, wordTaken:
		if e.size > 0 {
			u := Use{At: now, Goroutine: e.goroutine, Place: from.where, Sent: e.word == wordSent, Filled: int(e.value)}
			o.channel(e.object, int(e.size)).use(u)
		}
	}
}

// number is that of a lock; 0 if there is none of the identity.
func (o *objects) number(identity uint64) int {
	if identity == 0 {
		return 0
	}
	return o.locks[identity]
}

func (o *objects) lock(identity uint64) int {
	if o.locks[identity] == 0 {
		o.locks[identity] = len(o.locks) + 1
	}
	return o.locks[identity]
}

// free ends the hold of a goroutine; if it has none that of the one that came first, for which it unlocks.
func (o *objects) free(identity uint64, by *teller, now time.Duration) {
	lock, all := o.locks[identity], going(o.held[identity])
	by.own = slices.DeleteFunc(by.own, func(h *Hold) bool { return !h.Open })
	i := slices.IndexFunc(by.own, func(h *Hold) bool { return h.Lock == lock })
	switch {
	case i >= 0:
		by.own[i].To, by.own[i].Open = now, false
	case len(all) > 0:
		all[0].To, all[0].Open = now, false
	}
	o.held[identity] = going(all)
}

// going is holds without those at the front that have ended.
func going(all []*Hold) []*Hold {
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

// recorded are the holds of a goroutine, in times from the beginning of a cell that ended at end.
func (t *teller) recorded(began, end time.Duration) (all []Hold) {
	for _, h := range t.holds {
		if h.From > end {
			break
		}
		if h.Open = h.Open || h.To > end; h.Open {
			h.To = end
		}
		h.From, h.To = max(h.From-began, 0), max(h.To-began, 0)
		all = append(all, *h)
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
