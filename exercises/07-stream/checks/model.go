package main

import (
	"cmp"
	"math"
	"slices"

	"weft/exercises/07-stream/cases"
)

// A model plays a case by the rules of the statement, from moment to moment. It is exact where no two causes meet in one
// moment. All times are milliseconds; those of windows and of the watermark since Epoch.
type model struct {
	in        cases.In
	now       float64
	watermark float64
	open      map[place]*window
	waiting   []window
	next      int     // event
	slot      int     // of the consumer
	idle      float64 // when it passes; infinite: it does not
	closed    bool    // in
	// pressed: Idle has closed windows while input was held back, or it has made so many wait that the next event was.
	pressed bool
	crowded bool // so many wait since Idle passed
	out     outcome
}

type place struct {
	start float64
	key   string
}

// play is what a case must come to.
func play(in cases.In) (o outcome, pressed bool) {
	m := &model{in: in, open: map[place]*window{}, idle: math.Inf(1)}
	m.out.accepted = make([]float64, len(in.Events))
	for i := range m.out.accepted {
		m.out.accepted[i] = never
	}
	for {
		for m.step() {
		}
		if m.closed && len(m.waiting) == 0 {
			break
		}
		if in.Cancel > 0 && m.now >= in.Cancel {
			m.out.err = cases.Canceled
			m.out.stats.Lost = len(m.waiting) + len(m.open)
			break
		}
		m.now = m.soonest()
	}
	m.out.end = round(m.now)
	return m.out, m.pressed
}

// step does one thing that can be done now.
func (m *model) step() bool {
	in := &m.in
	m.crowded = m.crowded && len(m.waiting) >= in.Pending
	m.pressed = m.pressed || m.crowded && m.next < len(in.Events) && in.Events[m.next].Offer <= m.now
	switch {
	case in.Cancel > 0 && m.now >= in.Cancel:
		return false
	case len(m.waiting) > 0 && m.ready() <= m.now:
		w := m.waiting[0]
		w.at = m.now
		m.out.windows = append(m.out.windows, w)
		m.out.stats.Sent++
		m.waiting = m.waiting[1:]
		m.slot++
	case m.idle <= m.now:
		m.idle = math.Inf(1)
		m.pressed = m.pressed || len(m.open) > 0 && len(m.waiting) >= in.Pending
		m.crowded = len(m.open) > 0
		m.flush()
	case m.offered() <= m.now:
		m.receive(in.Events[m.next])
		m.out.accepted[m.next] = m.now
		m.next++
	case m.ends() <= m.now:
		m.closed, m.idle = true, math.Inf(1)
		m.flush()
	default:
		return false
	}
	return true
}

// soonest is the next moment at which something happens.
func (m *model) soonest() float64 {
	t := min(m.idle, m.offered(), m.ends())
	if len(m.waiting) > 0 {
		t = min(t, m.ready())
	}
	if m.in.Cancel > 0 {
		t = min(t, m.in.Cancel)
	}
	return t
}

// ready is from when on the consumer receives.
func (m *model) ready() float64 {
	switch {
	case m.slot < len(m.in.Receive):
		return m.in.Receive[m.slot]
	case m.in.Leaves:
		return math.Inf(1)
	}
	return 0
}

// offered is when the next event can be received, as things stand.
func (m *model) offered() float64 {
	if m.next == len(m.in.Events) || len(m.waiting) >= m.in.Pending {
		return math.Inf(1)
	}
	return m.in.Events[m.next].Offer
}

// ends is when in is closed, as things stand.
func (m *model) ends() float64 {
	if m.closed || m.in.Close == 0 || m.next < len(m.in.Events) {
		return math.Inf(1)
	}
	return m.in.Close
}

func (m *model) receive(e cases.Event) {
	m.idle = round(m.now + m.in.Idle)
	m.out.stats.In++
	if e.At < 0 || e.At > round(m.now-m.in.Epoch+m.in.Ahead) {
		m.out.stats.Bad++
		return
	}
	start := m.in.Size * math.Floor(e.At/m.in.Size)
	if start+m.in.Size <= m.watermark {
		m.out.stats.Late++
		return
	}
	p := place{start, e.Key}
	w := m.open[p]
	if w == nil {
		w = &window{key: e.Key, start: start, max: e.Value}
		m.open[p] = w
	}
	w.count++
	w.sum += e.Value
	w.max = max(w.max, e.Value)
	m.advance(round(e.At - m.in.Lateness))
}

func (m *model) advance(to float64) {
	m.watermark = max(m.watermark, to)
	var closed []window
	for p, w := range m.open {
		if p.start+m.in.Size <= m.watermark {
			closed = append(closed, *w)
			delete(m.open, p)
		}
	}
	slices.SortFunc(closed, func(a, b window) int { return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.key, b.key)) })
	m.waiting = append(m.waiting, closed...)
}

func (m *model) flush() {
	last := m.watermark
	for p := range m.open {
		last = max(last, p.start+m.in.Size)
	}
	m.advance(last)
}

// round keeps sums exact to a microsecond.
func round(ms float64) float64 { return math.Round(ms*1000) / 1000 }
