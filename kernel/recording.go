package kernel

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"runtime/debug"
	"slices"
	"time"

	"weft/kernel/display/timeline"
	"weft/kernel/engine/tracing"
	"weft/kernel/golang/waits"
	"weft/kernel/jupyter/msg"
	"weft/kernel/magic"
)

// Record implements magic.Host.
func (r *run) Record(ctx context.Context, want magic.Recording) error {
	r.record = &want
	if f := r.code(ctx, r.below(want.Code)); f != nil {
		return &refusal{f}
	}
	return nil
}

// showRecording shows what the goroutines of the cell did, below what the cell has put out. The caller holds mu.
func (r *run) showRecording(said ending) {
	if said.recording == nil {
		remark(r.out, "no timeline: something records an execution trace already, such as trace.Start of a goroutine that still runs")
		return
	}
	if len(said.recording.Trace)+len(said.recording.Notes) < smallRecording {
		defer debug.SetGCPercent(debug.SetGCPercent(drawingPace))
	}
	rec, err := tracing.Read(bytes.NewReader(said.recording.Trace), said.recording.Notes)
	if err != nil {
		remark(r.out, "no timeline: "+err.Error())
		return
	}
	rec.Cut = rec.Cut || said.recording.Cut
	p := picture{session: r.session, number: r.number, rec: rec, said: said, ops: map[[2]string]waits.Op{}, calls: map[string]string{}}
	t := p.draw()
	t.Title = cmp.Or(r.record.Title, t.Title)
	svg, html, text := t.All(0, 0)
	r.out.Display(msg.Bundle{"text/html": html, "image/svg+xml": svg, "text/plain": text}, nil, "")
	if r.record.File != "" {
		if err := writeRecording(r.Path(r.record.File), rec); err != nil {
			remark(r.out, err.Error())
		}
	}
}

// While a recording of so many bytes is read and drawn the collector has another pace, in percent: else a third of the time
// would be its own. What they leave, some tens of bytes for each, goes at the next rest.
const (
	smallRecording = 4 << 20
	drawingPace    = 800
)

func writeRecording(file string, rec tracing.Recording) error {
	text, err := json.MarshalIndent(rec, "", "  ")
	if err == nil {
		err = os.WriteFile(file, append(text, '\n'), 0o644)
	}
	if err != nil {
		return fmt.Errorf("write timeline: %w", err)
	}
	return nil
}

// A picture is a recording that is being drawn.
type picture struct {
	session *Session
	number  int
	rec     tracing.Recording
	said    ending
	ops     map[[2]string]waits.Op // by place and reason
	calls   map[string]string      // what goroutines of a place are called
	numbers map[int64]int          // of goroutines, among those that are called the same, from 1; 0: there is one
	locks   map[int]string         // what locks are called
	held    map[int][]holding      // by lock
	groups  [][]*tracing.Goroutine // that were started at one place; the first is the cell itself
	groupOf map[int64]int          // of goroutines
	spent   spending
	failed  int64 // the goroutine that panicked, 0 if none did
	end     time.Duration
	dead    time.Duration // since when nobody can move, 0 if somebody can
}

// leastWake is the part of the picture that a wait must take for its end to be shown as an arrow.
const leastWake = 0.02

func (p *picture) draw() timeline.Timeline {
	p.end = p.rec.Elapsed
	if p.said.deadlock != nil {
		p.dead = p.since()
		p.end = min(p.end, max(p.dead*2, p.dead+50*time.Microsecond))
	}
	t := timeline.Timeline{
		Title: fmt.Sprintf("Cell [%d]", p.number),
		Clock: "real time · " + plural(p.rec.CPUs, "CPU"),
		End:   p.end,
	}
	p.locks, p.numbers, p.held = p.lockNames(), p.goroutineNumbers(), p.holdings()
	if p.said.panic != nil {
		fmt.Sscanf(p.said.panic.Stack, "goroutine %d ", &p.failed)
	}
	p.gather()
	p.spend()
	for _, goroutines := range p.groups {
		group := timeline.Group{Many: "goroutines", Lanes: make([]timeline.Lane, 0, len(goroutines))}
		if name := p.called(goroutines[0].Place); name != anonymous {
			group.Many, _ = agents(name)
		}
		longest := longestWait(goroutines)
		var room []timeline.Span
		for k, g := range goroutines {
			if len(goroutines) <= timeline.MaxLanes || k == 0 || k == longest || g.ID == p.failed {
				group.Lanes = append(group.Lanes, p.lane(g))
			} else { // of those that become an area words would not be seen
				group.Lanes = append(group.Lanes, p.wordless(g, &room))
			}
			for i := range g.Spans {
				s := &g.Spans[i]
				if s.Waker != 0 && float64(s.To-s.From) >= leastWake*float64(p.end) {
					t.Wakes = append(t.Wakes, timeline.Wake{From: int(s.Waker), To: int(g.ID), At: s.To})
				}
			}
		}
		t.Groups = append(t.Groups, group)
	}
	t.Groups, t.More = p.withChannels(t.Groups, p.groupOf)
	t.Costs = p.costs()
	t.Summary = p.summary()
	if p.dead > 0 {
		t.Flags = append(t.Flags, timeline.Flag{From: p.dead, Label: "from here on nobody can move", Kind: timeline.Bad})
		for _, id := range p.said.deadlock.Ring {
			t.Ring = append(t.Ring, int(id))
		}
	}
	return t
}

// longestWait is which of some goroutines waited longest.
func longestWait(all []*tracing.Goroutine) (at int) {
	longest := time.Duration(0)
	for i, g := range all {
		sum := time.Duration(0)
		for _, s := range g.Spans {
			if s.State == tracing.Waiting {
				sum += s.To - s.From
			}
		}
		if sum > longest {
			at, longest = i, sum
		}
	}
	return at
}

// gather puts goroutines that were started at one place together, in the order of the first of each.
func (p *picture) gather() {
	index := map[string]int{}
	p.groupOf = make(map[int64]int, len(p.rec.Goroutines))
	for k := range p.rec.Goroutines {
		g := &p.rec.Goroutines[k]
		key := g.Place
		if g.Main {
			key = "main"
		}
		i, known := index[key]
		if !known {
			i = len(p.groups)
			index[key] = i
			p.groups = append(p.groups, nil)
		}
		p.groups[i] = append(p.groups[i], g)
		p.groupOf[g.ID] = i
	}
}

// since is when the last goroutine of a deadlock began to wait.
func (p *picture) since() (at time.Duration) {
	for _, g := range p.rec.Goroutines {
		if n := len(g.Spans); n > 0 && !g.Ended || g.Main {
			at = max(at, g.Spans[n-1].From)
		}
	}
	return at
}

// goroutineNumbers number the goroutines of one function.
func (p *picture) goroutineNumbers() map[int64]int {
	many, numbers := map[string]int{}, make(map[int64]int, len(p.rec.Goroutines))
	for i := range p.rec.Goroutines {
		if g := &p.rec.Goroutines[i]; !g.Main {
			name := p.called(g.Place)
			many[name]++
			numbers[g.ID] = many[name]
		}
	}
	for i := range p.rec.Goroutines {
		if g := &p.rec.Goroutines[i]; many[p.called(g.Place)] == 1 {
			numbers[g.ID] = 0
		}
	}
	return numbers
}

// name is what a goroutine is called: those of one function have numbers.
func (p *picture) name(g *tracing.Goroutine) string {
	name := p.called(g.Place)
	if g.Main {
		return "the cell"
	}
	if n := p.numbers[g.ID]; n > 0 {
		name = fmt.Sprintf("%s %d", name, n)
	}
	return cmp.Or(g.Name, name)
}

// nameOf is the name of the goroutine with an ID; "" if there is none.
func (p *picture) nameOf(id int64) string {
	i := slices.IndexFunc(p.rec.Goroutines, func(g tracing.Goroutine) bool { return g.ID == id })
	if i < 0 {
		return ""
	}
	return p.name(&p.rec.Goroutines[i])
}

// wordless is a goroutine without words. Its spans are put into room, as far as there is some.
func (p *picture) wordless(g *tracing.Goroutine, room *[]timeline.Span) timeline.Lane {
	const chunk = 4096
	if need := 2 * len(g.Spans); cap(*room)-len(*room) < need {
		*room = make([]timeline.Span, 0, max(need, chunk))
	}
	all := *room
	for _, s := range g.Spans {
		all = p.divided(all, s, timeline.Span{State: states[s.State], From: s.From, To: s.To}, "")
	}
	own := all[len(*room):len(all):len(all)]
	*room = all
	return timeline.Lane{ID: int(g.ID), Spans: own}
}

// lane is a goroutine, with words.
func (p *picture) lane(g *tracing.Goroutine) timeline.Lane {
	failed := p.failed == g.ID
	l := timeline.Lane{ID: int(g.ID), Name: p.name(g), Ended: g.Ended && p.dead == 0, Keep: g.Main || failed, Holds: p.brackets(g)}
	if at, ok := placeOf(g.Place); ok && at.Line > 0 {
		l.Where = fmt.Sprintf("go at %s", p.line(at))
	}
	var running time.Duration
	for _, s := range g.Spans {
		if s.State == tracing.Running {
			running += s.To - s.From
		}
		l.Spans = p.span(l.Spans, g.ID, s)
	}
	if n := len(l.Spans); n > 0 && failed {
		l.Spans[n-1].Broken = true
	}
	if g.Main {
		l.Where = fmt.Sprintf("cell [%d]", p.number)
	}
	if n := len(g.Spans); n > 0 && p.dead == 0 {
		if life := min(g.Spans[n-1].To, p.end) - g.Spans[0].From; life > 0 {
			l.Side, l.Under = fmt.Sprintf("%.0f%%", 100*float64(running)/float64(life)), "running"
		}
	}
	return l
}

// span appends a state of a goroutine, with words.
func (p *picture) span(all []timeline.Span, goroutine int64, s tracing.Span) []timeline.Span {
	out := timeline.Span{State: states[s.State], From: s.From, To: s.To}
	line := ""
	if s.State == tracing.Waiting || s.State == tracing.Outside {
		op := p.op(s)
		out.Label, out.Detail = label(op), op.Phrase(false)
		if name := p.locks[s.Lock]; name != "" {
			out.Label = "wants " + name
			if holder := p.holder(s.Lock, s.From); holder != 0 && holder != goroutine {
				out.Detail += ", held by " + p.nameOf(holder)
			}
		}
		if at, ok := placeOf(s.Place); ok && at.Line > 0 {
			line = ", " + p.line(at)
			out.Detail += line
		}
	}
	if s.State == tracing.Outside {
		out.Label = ""
	}
	return p.divided(all, s, out, line)
}

// divided appends what becomes of a span in a picture of a deadlock: from some moment on it is another. What is put behind
// the label of that is more.
func (p *picture) divided(all []timeline.Span, s tracing.Span, out timeline.Span, more string) []timeline.Span {
	if p.dead == 0 || s.To < p.rec.Elapsed || s.State != tracing.Waiting {
		return append(all, out)
	}
	stuck := out
	stuck.State, stuck.From, stuck.To, stuck.Label = timeline.Stuck, p.dead, p.end, out.Label+more
	if out.To = p.dead; out.To <= out.From {
		return append(all, stuck)
	}
	return append(all, out, stuck)
}

// states are constant.
var states = [...]timeline.State{
	tracing.Running: timeline.Running, tracing.Ready: timeline.Ready, tracing.Waiting: timeline.Waiting, tracing.Outside: timeline.Outside,
}
