package grader

import (
	"bytes"
	"cmp"
	"encoding/json"
	"slices"
	"time"

	"weft/grader/checks"
	"weft/grader/observe"
	"weft/grader/result"
)

// runs are those of the case that is judged, in order.
type runs []kept

// kept is what is remembered of a run.
type kept struct {
	seed  uint64
	input json.RawMessage
	run   observe.Run // without its value and output
}

func (r *runs) keep(seed uint64, input json.RawMessage, run observe.Run) {
	run.Value, run.Output, run.Races = nil, "", nil
	*r = append(*r, kept{seed, input, run})
}

// of is the run that shows what a verdict speaks of, under a schedule with rounded times.
func (r runs) of(v checks.Verdict) (observe.Run, bool) {
	for _, k := range slices.Backward(r) {
		if k.seed == cmp.Or(v.Shown, v.Seed) && (len(v.Data) == 0 || bytes.Equal(k.input, v.Data)) {
			if k.seed != 0 {
				return checks.Rounded(k.run), true
			}
			return k.run, true
		}
	}
	return observe.Run{}, false
}

// seeds are those of the schedules under which the case was run.
func (r runs) seeds() (list []uint64) {
	for _, k := range r {
		if k.seed != 0 {
			list = append(list, k.seed)
		}
	}
	return list
}

// Bounds of what a result keeps of a run.
const (
	maxEvents     = 400
	maxGoroutines = 100
)

// trace is what a result keeps of a run, with what a finding says about it.
func trace(r observe.Run, focus observe.Focus) *result.Trace {
	events := observe.Ordered(r.Events)
	t := &result.Trace{Stop: r.Stop, Elapsed: r.Elapsed, Focus: focus, Events: events, Goroutines: r.Goroutines[:min(len(r.Goroutines), maxGoroutines)]}
	if len(events) > maxEvents {
		t.Events = around(events, focus)
		t.Cut = len(events) - len(t.Events)
	}
	return t
}

// around are the events about a focus, half of them before it, with the begins of all that was under way then, and the ends
// of all that is under way after them: without those it would seem to be broken off.
func around(events []observe.Event, focus observe.Focus) []observe.Event {
	at := 0
	if len(focus.Flags) > 0 {
		at, _ = slices.BinarySearchFunc(events, focus.Flags[0].From, func(e observe.Event, t time.Duration) int { return cmp.Compare(e.At, t) })
	}
	from := max(min(at-maxEvents/2, len(events)-maxEvents), 0)
	open := map[int]observe.Event{}
	for _, e := range events[:from] {
		switch e.Kind {
		case observe.Begin:
			open[e.Span] = e
		case observe.End:
			delete(open, e.Span)
		}
	}
	var list []observe.Event
	for _, e := range open {
		list = append(list, e)
	}
	slices.SortFunc(list, func(a, b observe.Event) int {
		return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.Span, b.Span))
	})
	list = list[:min(len(list), maxEvents)]
	list = append(list, events[from:from+maxEvents]...)
	shown := map[int]bool{}
	for _, e := range list {
		shown[e.Span] = e.Kind == observe.Begin
	}
	for _, e := range events[from+maxEvents:] {
		if e.Kind == observe.End && shown[e.Span] {
			list = append(list, e)
		}
	}
	return list
}
