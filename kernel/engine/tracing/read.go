package tracing

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"golang.org/x/exp/trace"
)

// Read reads a trace as runtime/trace writes it, and the notes that the evaluator kept beside it. A trace that breaks off gives
// what could be read, with Cut set; an error means that there is nothing in it, or that it is none.
func Read(r io.Reader, kept []byte) (Recording, error) {
	tr, err := trace.NewReader(r)
	if err != nil {
		return Recording{}, fmt.Errorf("read trace: %w", err)
	}
	events := newFeed(tr)
	defer events.end()
	h := history{goroutines: map[int64]*goroutine{}, procs: map[int64]bool{}, objects: newObjects()}
	notes, whole := readNotes(kept)
	h.cut = !whole
	h.follow(events, notes)
	if h.main == nil {
		return Recording{}, errors.New("read trace: no cell began in it")
	}
	return h.recording(), nil
}

// A history is a trace that is being read.
type history struct {
	clock      clock
	began, now trace.Time
	ended      trace.Time           // the cell's end; 0 if that is not noted
	goroutines map[int64]*goroutine // that noted something
	room       []goroutine          // for more of them
	seen       []*goroutine         // of the cell's, in the order in which the trace tells of them
	main       *goroutine
	objects    *objects
	procs      map[int64]bool // that run goroutines
	most       int            // procs at one time
	allowed    allowed
	cut        bool
}

// A goroutine is one that noted something.
type goroutine struct {
	Goroutine
	cell  bool // it is one of the cell's
	seen  bool // the trace tells of it
	open  bool // its last span goes on
	since trace.Time
	notes *entry // the next one of it
	final *entry // and the last
	place string
	last  string // place
	want  uint64 // lock
	teller
}

// follow takes up events until the cell's end: what happens later is no part of the picture.
func (h *history) follow(events *feed, notes []entry) {
	for list := range events.read {
		for i := range list {
			if h.ended != 0 && list[i].at > h.ended {
				return
			}
			h.add(&list[i], notes)
		}
		events.used <- list
	}
	h.cut = h.cut || events.cut
}

func (h *history) add(c *change, notes []entry) {
	h.now = c.at
	switch c.kind {
	case changeNote:
		if h.main == nil && h.clock.mark(h.now, c.reason) {
			h.begin(notes)
		}
	case changeProcs:
		h.allowed.change(int(c.number), h.now)
	case changeState:
		if g := h.goroutines[c.goroutine]; g != nil && g.cell {
			h.transition(g, c)
		}
	case changeProcOn:
		h.procs[c.number] = true
		h.most = max(h.most, len(h.procs))
	case changeProcOff:
		delete(h.procs, c.number)
	}
}

// begin takes up the notes, when it is known what the clock showed: the tracer's events are read with them at hand.
func (h *history) begin(notes []entry) {
	var g *goroutine
	for i := range notes {
		e := &notes[i]
		now := h.clock.time(e.at)
		if g == nil || g.ID != e.goroutine {
			g = h.of(e.goroutine)
		}
		switch {
		case e.word == wordCell && h.main == nil:
			h.main, h.began, g.Main, g.cell = g, now, true, true
		case e.word == wordDone && h.main != nil && h.ended == 0:
			h.ended = max(now, h.began)
		case e.word == wordGo:
			g.Place, g.cell = e.text, true
		case e.word == wordName:
			g.Name = e.text
		case h.main != nil && h.ended == 0:
			h.objects.note(e, &g.teller, time.Duration(now))
		}
		if g.final == nil {
			g.notes, g.final = e, e
		} else {
			g.final.next, g.final = e, e
		}
	}
}

func (h *history) of(id int64) *goroutine {
	g := h.goroutines[id]
	if g == nil {
		if len(h.room) == 0 {
			h.room = make([]goroutine, 64)
		}
		g, h.room = &h.room[0], h.room[1:]
		g.ID = id
		h.goroutines[id] = g
	}
	return g
}

// listen takes up what a goroutine has noted by now.
func (h *history) listen(g *goroutine) {
	for ; g.notes != nil && h.clock.time(g.notes.at) <= h.now; g.notes = g.notes.next {
		switch e := g.notes; e.word {
		case wordCell:
			if g == h.main {
				g.since, g.Spans = h.began, g.Spans[:0]
				g.begin(Span{State: Running}, h.began)
			}
		case wordAt:
			g.place, g.last = e.text, e.text
		case wordWant:
			g.want = e.object
		case wordHold, wordRead:
			g.want = 0
		}
	}
}

// transition handles a change of a goroutine's state.
func (h *history) transition(g *goroutine, c *change) {
	if !g.seen {
		g.seen = true
		h.seen = append(h.seen, g)
	}
	if c.from == trace.GoNotExist {
		g.since = h.now
		if c.by != 0 {
			g.Parent = c.by
		}
	}
	if c.from == trace.GoWaiting && g.open && c.by != 0 {
		g.Spans[len(g.Spans)-1].Waker = c.by
	}
	if c.from == trace.GoRunning { // only then it notes something
		h.listen(g)
	}
	g.end(h.now)
	switch c.to {
	case trace.GoRunning:
		g.begin(Span{State: Running}, h.now)
	case trace.GoRunnable:
		g.begin(Span{State: Ready}, h.now)
	case trace.GoWaiting:
		if g.want != 0 { // who was woken and did not get the lock waits again, where it did before
			g.place = g.last
		}
		g.begin(Span{State: Waiting, Reason: c.reason, Place: g.place, Lock: h.objects.number(g.want)}, h.now)
		g.place = ""
	case trace.GoSyscall:
		g.begin(Span{State: Outside, Reason: "syscall"}, h.now)
	case trace.GoNotExist:
		g.Ended = true
	}
}

// begin and end keep times as those of the trace, which recording makes relative.
func (g *goroutine) begin(s Span, now trace.Time) {
	if g.Spans == nil {
		g.Spans = make([]Span, 0, 4)
	}
	s.From, g.open = time.Duration(now), true
	g.Spans = append(g.Spans, s)
}

func (g *goroutine) end(now trace.Time) {
	if g.open {
		g.Spans[len(g.Spans)-1].To, g.open = time.Duration(now), false
	}
}

// recording is what is known of the cell's goroutines.
func (h *history) recording() Recording {
	if h.ended == 0 || h.cut && h.now < h.ended {
		h.ended, h.cut = h.now, true
	}
	end := h.ended
	began := time.Duration(h.began)
	r := Recording{Elapsed: time.Duration(end) - began, CPUs: cmp.Or(h.allowed.longest(h.began, end), h.most), Cut: h.cut}
	h.listen(h.main)
	all := h.seen // those that are not began after the end
	if !h.main.seen {
		all = append(all, h.main)
	}
	for _, g := range all {
		g.end(end)
	}
	slices.SortFunc(all, func(a, b *goroutine) int {
		switch {
		case a.Main != b.Main && a.Main:
			return -1
		case a.Main != b.Main:
			return 1
		}
		return cmp.Or(cmp.Compare(a.since, b.since), cmp.Compare(a.ID, b.ID))
	})
	r.Total = len(all)
	r.Goroutines = make([]Goroutine, 0, min(len(all), MaxGoroutines))
	for _, g := range all[:min(len(all), MaxGoroutines)] {
		g.Born = max(time.Duration(g.since)-began, 0)
		for i := range g.Spans {
			h.judge(&g.Spans[i])
			g.Spans[i].From = max(g.Spans[i].From-began, 0)
			g.Spans[i].To = max(g.Spans[i].To-began, 0)
		}
		g.Spans = joined(g.Spans)
		g.Holds = g.recorded(began, time.Duration(end))
		if g.Main {
			g.Ended = true
		}
		r.Goroutines = append(r.Goroutines, g.Goroutine)
	}
	r.Channels = h.objects.used(began, time.Duration(end), func(id int64) bool {
		g := h.goroutines[id]
		return g != nil && g.seen
	})
	return r
}

// allowed is how many goroutines may run at the same time: GOMAXPROCS as it changes.
type allowed []struct {
	procs int
	since trace.Time
}

func (a *allowed) change(procs int, now trace.Time) {
	*a = append(*a, struct {
		procs int
		since trace.Time
	}{procs, now})
}

// longest is the number that held for most of a time; 0 if the trace does not say.
func (a allowed) longest(from, to trace.Time) (procs int) {
	held, most := map[int]time.Duration{}, time.Duration(-1)
	for i, c := range a {
		end := to
		if i+1 < len(a) {
			end = min(end, a[i+1].since)
		}
		held[c.procs] += max(time.Duration(end)-time.Duration(max(c.since, from)), 0)
		if held[c.procs] >= most {
			procs, most = c.procs, held[c.procs]
		}
	}
	return procs
}

// judge says whether a wait was for a goroutine of the cell: one that a timer, the network or somebody else
// ended was for the world. Of one that goes on the reason tells.
func (h *history) judge(s *Span) {
	if s.State != Waiting {
		return
	}
	waker := h.goroutines[s.Waker]
	switch {
	case s.Waker != 0 && (waker == nil || !waker.cell):
		s.State, s.Waker = Outside, 0
	case s.Waker == 0 && (outside(s.Reason) || s.To < time.Duration(h.ended)):
		s.State = Outside
	}
}

// outside reports whether a wait for this reason is one for the world.
func outside(reason string) bool {
	switch reason {
	case "sleep", "network", "system goroutine wait", "preempted", "wait until GC ends", "GC mark assist wait for work", "GC background sweeper wait":
		return true
	}
	return false
}

// joined is spans, which it changes, with neighbours of the same kind as one, and without empty ones.
func joined(spans []Span) []Span {
	all := spans[:0]
	for _, s := range spans {
		if n := len(all); n > 0 {
			last := &all[n-1]
			if last.State == s.State && last.Reason == s.Reason && last.Place == s.Place && s.Waker == 0 && last.Waker == 0 {
				last.To = s.To
				continue
			}
		}
		if s.To > s.From {
			all = append(all, s)
		}
	}
	return all
}
