package tracing

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// objects are the locks and channels of a trace that is being read. Times are the trace's own.
type objects struct {
	locks    map[string]int // numbers, by identity
	held     map[string][]*held
	holds    map[int64][]*held // by goroutine
	channels map[string]*Channel
	order    []*Channel
}

type held struct {
	Hold
	goroutine int64
}

func newObjects() *objects {
	return &objects{locks: map[string]int{}, held: map[string][]*held{}, holds: map[int64][]*held{}, channels: map[string]*Channel{}}
}

// message handles what the evaluator wrote about an object.
func (o *objects) message(g *goroutine, word, rest string, now time.Duration) {
	identity, rest, _ := strings.Cut(rest, " ")
	switch word {
	case wordWant:
		g.want = o.lock(identity)
	case wordHold:
		read, rest, _ := strings.Cut(rest, " ")
		index, place, ok := strings.Cut(rest, " ")
		n := &held{goroutine: g.Goroutine.ID}
		n.Read, n.Index, n.Place = read == "true", int64(number(index)), place
		if !ok {
			return
		}
		n.Lock, n.From, n.Open, g.want = o.lock(identity), now, true, 0
		o.held[identity] = append(o.held[identity], n)
		o.holds[n.goroutine] = append(o.holds[n.goroutine], n)
	case wordFree:
		o.free(g.Goroutine.ID, identity, now)
	case wordMade:
		capacity, made, _ := strings.Cut(rest, " ")
		ch := &Channel{Cap: number(capacity), Made: made}
		if ch.Cap < 1 {
			return
		}
		o.channels[identity] = ch // also in place of an earlier one at its address
	case wordChan:
		capacity, rest, _ := strings.Cut(rest, " ")
		sent, filled, ok := strings.Cut(rest, " ")
		u := Use{At: now, Goroutine: g.Goroutine.ID, Place: g.last, Sent: sent == "true", Filled: number(filled)}
		if c := number(capacity); ok && c > 0 {
			o.channel(identity, c).use(u)
		}
	}
}

// number is a number as text; -1 if it is none.
func number(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return -1
	}
	return n
}

func (o *objects) lock(identity string) int {
	if o.locks[identity] == 0 {
		o.locks[identity] = len(o.locks) + 1
	}
	return o.locks[identity]
}

// free ends the hold of a goroutine; if it has none that of the one that came first, for which it unlocks.
func (o *objects) free(goroutine int64, identity string, now time.Duration) {
	all := o.held[identity]
	if len(all) == 0 {
		return
	}
	i := max(slices.IndexFunc(all, func(h *held) bool { return h.goroutine == goroutine }), 0)
	all[i].To, all[i].Open = now, false
	o.held[identity] = slices.Delete(all, i, i+1)
}

func (o *objects) channel(identity string, capacity int) *Channel {
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
		if h.Open {
			h.To = end
		}
		h.From, h.To = max(h.From-began, 0), max(h.To-began, 0)
		all = append(all, h.Hold)
	}
	return all
}

// used are the channels that goroutines of the cell used.
func (o *objects) used(began time.Duration, of func(goroutine int64) bool) (all []Channel) {
	for _, ch := range o.order {
		for i := range ch.Uses {
			ch.Uses[i].At = max(ch.Uses[i].At-began, 0)
		}
		if slices.ContainsFunc(ch.Uses, func(u Use) bool { return of(u.Goroutine) }) {
			all = append(all, *ch)
		}
	}
	return all
}
