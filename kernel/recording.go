package kernel

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"os"
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
	names   map[int64]string       // what goroutines are called
	locks   map[int]string         // what locks are called
	held    map[int][]holding      // by lock
	groups  [][]tracing.Goroutine  // that were started at one place; the first is the cell itself
	failed  int64                  // the goroutine that panicked, 0 if none did
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
	p.locks, p.names, p.held = p.lockNames(), p.goroutineNames(), p.holdings()
	if p.said.panic != nil {
		fmt.Sscanf(p.said.panic.Stack, "goroutine %d ", &p.failed)
	}
	p.gather()
	groupOf := map[int64]int{}
	for i, goroutines := range p.groups {
		group := timeline.Group{Many: "goroutines"}
		if name := p.called(goroutines[0].Place); name != anonymous {
			group.Many, _ = agents(name)
		}
		longest := longestWait(goroutines)
		for k, g := range goroutines {
			// Of those that become an area words would not be seen.
			group.Lanes = append(group.Lanes, p.lane(g, len(goroutines) <= timeline.MaxLanes || k == 0 || k == longest || g.ID == p.failed))
			groupOf[g.ID] = i
			for _, s := range g.Spans {
				if s.Waker != 0 && float64(s.To-s.From) >= leastWake*float64(p.end) {
					t.Wakes = append(t.Wakes, timeline.Wake{From: int(s.Waker), To: int(g.ID), At: s.To})
				}
			}
		}
		t.Groups = append(t.Groups, group)
	}
	t.Groups, t.More = p.withChannels(t.Groups, groupOf)
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
func longestWait(all []tracing.Goroutine) (at int) {
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
	for _, g := range p.rec.Goroutines {
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

// goroutineNames are what the goroutines are called: those of one function have numbers.
func (p *picture) goroutineNames() map[int64]string {
	many, names := map[string]int{}, map[int64]string{}
	for _, g := range p.rec.Goroutines {
		if !g.Main {
			many[p.called(g.Place)]++
		}
	}
	numbers := map[string]int{}
	for _, g := range p.rec.Goroutines {
		name := p.called(g.Place)
		if g.Main {
			names[g.ID] = "the cell"
			continue
		}
		if numbers[name]++; many[name] > 1 {
			name = fmt.Sprintf("%s %d", name, numbers[name])
		}
		names[g.ID] = cmp.Or(g.Name, name)
	}
	return names
}

// lane is a goroutine, with words or without.
func (p *picture) lane(g tracing.Goroutine, words bool) timeline.Lane {
	if !words {
		l := timeline.Lane{ID: int(g.ID), Spans: make([]timeline.Span, 0, len(g.Spans))}
		for _, s := range g.Spans {
			l.Spans = append(l.Spans, p.divided(s, timeline.Span{State: states[s.State], From: s.From, To: s.To}, "")...)
		}
		return l
	}
	failed := p.failed == g.ID
	l := timeline.Lane{ID: int(g.ID), Name: p.names[g.ID], Ended: g.Ended && p.dead == 0, Keep: g.Main || failed, Holds: p.brackets(g)}
	if at, ok := placeOf(g.Place); ok && at.Line > 0 {
		l.Where = fmt.Sprintf("go at %s", p.line(at))
	}
	var running time.Duration
	for _, s := range g.Spans {
		if s.State == tracing.Running {
			running += s.To - s.From
		}
		l.Spans = append(l.Spans, p.span(g.ID, s)...)
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

// span is a state of a goroutine, with words.
func (p *picture) span(goroutine int64, s tracing.Span) []timeline.Span {
	out := timeline.Span{State: states[s.State], From: s.From, To: s.To}
	line := ""
	if s.State == tracing.Waiting || s.State == tracing.Outside {
		op := p.op(s)
		out.Label, out.Detail = label(op), op.Phrase(false)
		if name := p.locks[s.Lock]; name != "" {
			out.Label = "wants " + name
			if holder := p.holder(s.Lock, s.From); holder != 0 && holder != goroutine {
				out.Detail += ", held by " + p.names[holder]
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
	return p.divided(s, out, line)
}

// divided is what becomes of a span in a picture of a deadlock: from some moment on it is another. What is put behind
// the label of that is more.
func (p *picture) divided(s tracing.Span, out timeline.Span, more string) []timeline.Span {
	if p.dead == 0 || s.To < p.rec.Elapsed || s.State != tracing.Waiting {
		return []timeline.Span{out}
	}
	stuck := out
	stuck.State, stuck.From, stuck.To, stuck.Label = timeline.Stuck, p.dead, p.end, out.Label+more
	if out.To = p.dead; out.To <= out.From {
		return []timeline.Span{stuck}
	}
	return []timeline.Span{out, stuck}
}

var states = map[tracing.State]timeline.State{
	tracing.Running: timeline.Running, tracing.Ready: timeline.Ready, tracing.Waiting: timeline.Waiting, tracing.Outside: timeline.Outside,
}
