package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"weft/grader/checks"
	"weft/grader/observe"
	"weft/grader/result"
	"weft/kernel/display/timeline"
)

// picture is the timeline of a check's run; nil if it has none, or if one would show no more than the words do.
func picture(k result.Check) *timeline.Timeline {
	if k.Trace == nil || k.Name == checks.NameRace {
		return nil
	}
	p := painter{trace: *k.Trace, run: observe.Run{Events: k.Trace.Events}}
	left := p.goroutines()
	if len(p.trace.Events) == 0 && p.trace.Focus.Limit == 0 && (len(left) == 0 || len(left[0].Lanes) < 2) {
		return nil
	}
	problem, _, _ := strings.Cut(k.Problem, "\n")
	t := &timeline.Timeline{
		Title: k.Title, Summary: strings.TrimSuffix(problem, " (-want +got):"), Clock: "virtual time", End: p.end(),
		Words: map[timeline.State]string{timeline.Running: "under way", timeline.Stuck: "waits for ever", timeline.Outside: "sleeps"},
	}
	if p.trace.Cut > 0 {
		t.Clock = fmt.Sprintf("virtual time · without %s", count(p.trace.Cut, "event"))
	}
	t.Groups = append(left, p.operations()...)
	t.Groups = append(t.Groups, p.marks()...)
	t.Flags = p.flags()
	return t
}

// A painter makes a picture of a run.
type painter struct {
	trace result.Trace
	run   observe.Run
}

// stop is when the run ended, or the last thing happened that is known.
func (p painter) stop() time.Duration {
	last := p.trace.Elapsed
	for _, e := range p.trace.Events {
		last = max(last, e.At)
	}
	return last
}

// end is where the picture ends. Goroutines that wait for ever do so behind the end of the run.
func (p painter) end() time.Duration {
	end := p.stop()
	for _, f := range p.trace.Focus.Flags {
		end = max(end, f.From, f.To)
	}
	if len(p.trace.Goroutines) > 0 {
		end += max(end/2, time.Millisecond)
	}
	return end
}

// operations are a group for each name, with a lane for each that is under way at one time.
func (p painter) operations() (groups []timeline.Group) {
	focus := p.trace.Focus
	var names []string
	for _, e := range p.trace.Events {
		if e.Kind == observe.Begin && !slices.Contains(names, e.Name) {
			names = append(names, e.Name)
		}
	}
	if focus.Limit > 0 && !slices.Contains(names, focus.Name) {
		names = append(names, focus.Name)
	}
	for _, name := range names {
		spans := p.run.Spans(name)
		most, _ := observe.Concurrency(spans)
		title := name
		if most > 0 { // else they took no time
			title = fmt.Sprintf("%s: %d at one time", name, most)
		}
		g := timeline.Group{Title: title, Many: name, Packed: true, Lanes: timeline.Pack(p.spans(spans))}
		for i := range g.Lanes {
			g.Lanes[i].Name = fmt.Sprint(i + 1)
		}
		if name == focus.Name && focus.Limit > 0 {
			g.Limit, g.LimitLabel = focus.Limit, fmt.Sprintf("want %d", focus.Limit)
			if most > focus.Limit {
				g.LimitLabel = fmt.Sprintf("limit %d", focus.Limit)
			}
		}
		groups = append(groups, g)
	}
	return groups
}

func (p painter) spans(spans []observe.Span) (list []timeline.Span) {
	for _, s := range spans {
		to, broken := s.End, s.Failed
		if to < 0 {
			if to, broken = p.stop(), true; len(p.trace.Goroutines) > 0 {
				to = p.end()
			}
		}
		list = append(list, timeline.Span{State: timeline.Running, From: s.Begin, To: to, Label: fmt.Sprint(s.ID), Broken: broken})
	}
	return list
}

// marks are a lane for each name.
func (p painter) marks() (groups []timeline.Group) {
	var names []string
	for _, e := range p.trace.Events {
		if e.Kind == observe.Mark && !slices.Contains(names, e.Name) {
			names = append(names, e.Name)
		}
	}
	for _, name := range names {
		lane := timeline.Lane{Name: name}
		marks := p.run.Marks(name)
		numbered := slices.ContainsFunc(marks, func(e observe.Event) bool { return e.ID != 0 })
		for _, e := range marks {
			m := timeline.Mark{At: e.At}
			if numbered {
				m.Label = fmt.Sprint(e.ID)
			}
			lane.Marks = append(lane.Marks, m)
		}
		groups = append(groups, timeline.Group{Lanes: []timeline.Lane{lane}})
	}
	return groups
}

// goroutines are those that the run left, with what they wait for; those that wait for the same in one lane.
func (p painter) goroutines() []timeline.Group {
	if len(p.trace.Goroutines) == 0 {
		return nil
	}
	type kind struct{ what, where string }
	var kinds []kind
	members := map[kind][]observe.Goroutine{}
	for _, g := range p.trace.Goroutines {
		k := kind{p.waits(g), p.born(g)}
		if members[k] == nil {
			kinds = append(kinds, k)
		}
		members[k] = append(members[k], g)
	}
	group := timeline.Group{Title: fmt.Sprintf("goroutines: %d left", len(p.trace.Goroutines)), Many: "goroutines"}
	for _, k := range kinds {
		first := members[k][0]
		lane := timeline.Lane{Name: fmt.Sprintf("goroutine %d", first.ID), Where: k.where}
		switch n := len(members[k]); {
		case n > 1:
			lane.Name = count(n, "goroutine")
		case first.Main && len(first.Stack) > 0:
			lane.Name = first.Stack[len(first.Stack)-1].Func
		case first.ID == 0:
			lane.Name = "goroutine"
		}
		lane.Spans = []timeline.Span{{State: timeline.Stuck, From: p.stop(), To: p.end(), Label: k.what}}
		if first.Waits.Line > 0 {
			lane.Spans[0].Detail = "the lock was taken at " + p.line(first.Waits)
		}
		switch first.State {
		case "running", "runnable":
			lane.Spans[0].State = timeline.Running
		case "sleep":
			lane.Spans[0].State = timeline.Outside
		}
		group.Lanes = append(group.Lanes, lane)
	}
	return []timeline.Group{group}
}

// waits says what a goroutine waits for, and where.
func (p painter) waits(g observe.Goroutine) string {
	text := g.State
	if text == "runnable" {
		text = "running"
	}
	if len(g.Stack) > 0 {
		text += ", " + p.line(g.Stack[0])
	}
	for i, id := range g.For {
		text += cmp.Or(map[int]string{0: ": held by "}[i], ", ")
		if id == g.ID {
			text += "itself"
		} else {
			text += fmt.Sprintf("goroutine %d", id)
		}
	}
	return text
}

func (p painter) born(g observe.Goroutine) string {
	if g.Created.Line == 0 {
		return ""
	}
	return "go at " + p.line(g.Created)
}

// line names a place, with its file if there are several.
func (p painter) line(at observe.Pos) string {
	for _, g := range p.trace.Goroutines {
		for _, s := range g.Stack {
			if s.File != at.File {
				return fmt.Sprintf("%s:%d", at.File, at.Line)
			}
		}
	}
	return fmt.Sprintf("line %d", at.Line)
}

// flags are what the finding points at, and where the submission returned.
func (p painter) flags() (flags []timeline.Flag) {
	returns := p.trace.Stop == observe.Returned
	for _, f := range p.trace.Focus.Flags {
		kind := timeline.Bad
		if f.Wanted {
			kind = timeline.Wanted
		}
		flags = append(flags, timeline.Flag{From: f.From, To: f.To, Label: f.Label, Kind: kind})
		returns = returns && (f.Wanted || f.From != f.To || f.From.Truncate(time.Millisecond/10) != p.trace.Elapsed.Truncate(time.Millisecond/10))
	}
	if returns {
		flags = append(flags, timeline.Flag{From: p.trace.Elapsed, To: p.trace.Elapsed, Label: "returns", Kind: timeline.Note})
	}
	return flags
}
