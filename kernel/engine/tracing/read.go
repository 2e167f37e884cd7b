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

// MaxEvents is how many events of a trace are read.
const MaxEvents = 5_000_000

// Read reads a trace as runtime/trace writes it. A trace that breaks off gives what could be read, with Cut set; an
// error means that there is nothing in it, or that it is none.
func Read(r io.Reader) (Recording, error) {
	tr, err := trace.NewReader(r)
	if err != nil {
		return Recording{}, fmt.Errorf("read trace: %w", err)
	}
	h := history{goroutines: map[trace.GoID]*goroutine{}, procs: map[trace.ProcID]bool{}, objects: newObjects()}
	for n := 0; ; n++ {
		e, err := tr.ReadEvent()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil || n >= MaxEvents {
			h.cut = true
			break
		}
		h.add(e)
	}
	if h.main == nil {
		return Recording{}, errors.New("read trace: no cell began in it")
	}
	return h.recording(), nil
}

// A history is a trace that is being read.
type history struct {
	goroutines map[trace.GoID]*goroutine
	procs      map[trace.ProcID]bool // that run goroutines
	most       int                   // procs at one time
	allowed    allowed
	main       *goroutine
	began, now trace.Time
	ended      trace.Time // the cell's end; 0 before it
	cut        bool
	objects    *objects
}

// A goroutine is one of the process.
type goroutine struct {
	Goroutine
	cell  bool // it is the cell's
	since trace.Time
	span  Span // that goes on
	open  bool // there is one
	place string
	last  string // place
	want  int    // lock
}

func (h *history) add(e trace.Event) {
	h.now = e.Time()
	switch e.Kind() {
	case trace.EventLog:
		if l := e.Log(); l.Category == category {
			h.message(e.Goroutine(), l.Message)
		}
	case trace.EventMetric:
		if m := e.Metric(); m.Name == "/sched/gomaxprocs:threads" && h.ended == 0 {
			h.allowed.change(int(m.Value.Uint64()), h.now)
		}
	case trace.EventStateTransition:
		t := e.StateTransition()
		switch t.Resource.Kind {
		case trace.ResourceGoroutine:
			h.transition(e, t)
		case trace.ResourceProc:
			if _, to := t.Proc(); to == trace.ProcRunning {
				h.procs[t.Resource.Proc()] = true
			} else {
				delete(h.procs, t.Resource.Proc())
			}
			h.most = max(h.most, len(h.procs))
		}
	}
}

func (h *history) of(id trace.GoID) *goroutine {
	g := h.goroutines[id]
	if g == nil {
		g = &goroutine{Goroutine: Goroutine{ID: int64(id)}}
		h.goroutines[id] = g
	}
	return g
}

// message handles what the evaluator wrote.
func (h *history) message(id trace.GoID, text string) {
	g := h.of(id)
	switch word, rest := cutMessage(text); word {
	case wordCell:
		h.main, h.began = g, h.now
		g.cell, g.Main = true, true
		g.since = h.now
		g.Spans = nil
		g.begin(Span{State: Running}, h.now)
	case wordDone:
		if h.main != nil && h.ended == 0 {
			h.ended = h.now
		}
	case wordGo:
		g.cell, g.Place = true, rest
	case wordAt:
		g.place, g.last = rest, rest
	case wordName:
		g.Name = rest
	default:
		if h.main != nil && h.ended == 0 {
			h.objects.message(g, word, rest, time.Duration(h.now))
		}
	}
}

// transition handles a change of a goroutine's state.
func (h *history) transition(e trace.Event, t trace.StateTransition) {
	from, to := t.Goroutine()
	g := h.of(t.Resource.Goroutine())
	if from == trace.GoNotExist {
		g.since = h.now
		if e.Goroutine() != trace.NoGoroutine {
			g.Parent = int64(e.Goroutine())
		}
	}
	if h.ended != 0 {
		return // what happens later is no part of the picture
	}
	if from == trace.GoWaiting && g.open && e.Goroutine() != trace.NoGoroutine {
		g.span.Waker = int64(e.Goroutine())
	}
	g.end(h.now)
	switch to {
	case trace.GoRunning:
		g.begin(Span{State: Running}, h.now)
	case trace.GoRunnable:
		g.begin(Span{State: Ready}, h.now)
	case trace.GoWaiting:
		if g.want != 0 { // who was woken and did not get the lock waits again, where it did before
			g.place = g.last
		}
		g.begin(Span{State: Waiting, Reason: t.Reason, Place: g.place, Lock: g.want}, h.now)
		g.place = ""
	case trace.GoSyscall:
		g.begin(Span{State: Outside, Reason: "syscall"}, h.now)
	case trace.GoNotExist:
		g.Ended = true
	}
}

// begin and end keep times as those of the trace, which recording makes relative.
func (g *goroutine) begin(s Span, now trace.Time) {
	g.span, g.open = s, true
	g.span.From = time.Duration(now)
}

func (g *goroutine) end(now trace.Time) {
	if !g.open {
		return
	}
	g.span.To, g.open = time.Duration(now), false
	g.Spans = append(g.Spans, g.span)
}

// recording is what is known of the cell's goroutines.
func (h *history) recording() Recording {
	if h.ended == 0 {
		h.ended, h.cut = h.now, true
	}
	end := h.ended
	began := time.Duration(h.began)
	r := Recording{Elapsed: time.Duration(end) - began, CPUs: cmp.Or(h.allowed.longest(h.began, end), h.most), Cut: h.cut}
	var all []*goroutine
	for _, g := range h.goroutines {
		if g.cell {
			g.end(end)
			all = append(all, g)
		}
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
	for _, g := range all[:min(len(all), MaxGoroutines)] {
		g.Born = max(time.Duration(g.since)-began, 0)
		for i := range g.Spans {
			h.judge(&g.Spans[i])
			g.Spans[i].From = max(g.Spans[i].From-began, 0)
			g.Spans[i].To = max(g.Spans[i].To-began, 0)
		}
		g.Spans = joined(g.Spans)
		g.Holds = h.objects.holdsOf(g.Goroutine.ID, began, time.Duration(end))
		if g.Main {
			g.Ended = true
		}
		r.Goroutines = append(r.Goroutines, g.Goroutine)
	}
	r.Channels = h.objects.used(began, func(id int64) bool {
		g := h.goroutines[trace.GoID(id)]
		return g != nil && g.cell
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
	waker := h.goroutines[trace.GoID(s.Waker)]
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

// joined is spans with neighbours of the same kind as one, and without empty ones.
func joined(spans []Span) []Span {
	var all []Span
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
