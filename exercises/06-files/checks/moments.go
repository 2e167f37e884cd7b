package main

import (
	"fmt"
	"path"
	"slices"
	"time"

	"weft/exercises/06-files/cases"
	"weft/grader/checks"
	"weft/grader/observe"
)

// at are the moments at which files begin, in milliseconds after the call, in the order of paths.
func at(ms ...float64) []float64 { return ms }

// moments is content if each call took exactly so many milliseconds, and each file was opened exactly when begins
// says; calls for which it says nothing are free in that.
func moments(in cases.In, took []float64, begins ...[]float64) checks.Check {
	return func(r observe.Run) checks.Finding {
		for i := range in.Calls {
			if f := elapsed(in, r, i, took[i]); !f.OK() {
				return f
			}
			if i < len(begins) {
				if f := begin(in, r, i, begins[i]); !f.OK() {
					return f
				}
			}
		}
		return checks.Pass()
	}
}

// elapsed is content if a call took that many milliseconds.
func elapsed(in cases.In, r observe.Run, call int, want float64) checks.Finding {
	s, ok := span(r, call)
	if !ok {
		return checks.Failf("%sit did not return", who(in, call))
	}
	got := s.End - s.Begin
	if got == checks.Millis(want) {
		return checks.Pass()
	}
	how := "late"
	if got < checks.Millis(want) {
		how = "early"
	}
	return checks.Failf("%sit returned too %s: after %g ms of virtual time, want %g ms", who(in, call), how, ms(got), want).
		Want(fmt.Sprintf("return after %g ms of virtual time", want), fmt.Sprintf("%g ms", ms(got)))
}

// begin is content if each file was opened once, so many milliseconds after the call began.
func begin(in cases.In, r observe.Run, call int, want []float64) checks.Finding {
	s, _ := span(r, call)
	for i, p := range in.List() {
		var got []time.Duration
		for _, f := range opened(r, call) {
			if f.ID == cases.ID(call, i) {
				got = append(got, f.Begin-s.Begin)
			}
		}
		expected := fmt.Sprintf("%s begins at %g ms", p, want[i])
		switch {
		case len(got) != 1:
			return checks.Failf("%s%s is opened %d times, want once", who(in, call), p, len(got)).
				Want(expected, fmt.Sprintf("opened %d times", len(got)))
		case got[0] != checks.Millis(want[i]):
			return checks.Failf("%s%s begins at %g ms, want %g ms", who(in, call), p, ms(got[0]), want[i]).
				Want(expected, fmt.Sprintf("%g ms", ms(got[0])))
		}
	}
	return checks.Pass()
}

// simulated is moments for calls of which it finds out by itself what they must come to.
func simulated(in cases.In) checks.Check {
	var took []float64
	var begins [][]float64
	for _, c := range in.Calls {
		t, b := simulate(in, c)
		t = exact(t)
		for i := range b {
			b[i] = exact(b[i])
		}
		took, begins = append(took, t), append(begins, b)
	}
	return moments(in, took, begins...)
}

// exact is a sum of milliseconds without what binary fractions have added to it.
func exact(sum float64) float64 { return ms(checks.Millis(sum)) }

// simulate is when a call ends and when each file of it begins, by the rules of the statement.
func simulate(in cases.In, c cases.Call) (end float64, begins []float64) {
	free := make([]float64, max(c.Workers, 1)) // when each worker is; of ByFolder each folder
	folders := map[string]int{}
	for _, f := range in.Files {
		takes := float64(cases.OpenMillis)
		for _, b := range f.Blocks {
			takes += b.Millis * float64(max(b.Times, 1))
		}
		w := slices.Index(free, slices.Min(free))
		if c.Function == cases.ByFolder {
			w = folderOf(folders, f.Path)
			free = append(free, 0)
		}
		begins = append(begins, free[w])
		free[w] += takes
		end = max(end, free[w])
	}
	return end, begins
}

func folderOf(folders map[string]int, file string) int {
	dir := path.Dir(file)
	if _, ok := folders[dir]; !ok {
		folders[dir] = len(folders)
	}
	return folders[dir]
}

// span is a call.
func span(r observe.Run, call int) (observe.Span, bool) {
	for _, s := range r.Spans(cases.CallSpan) {
		if s.ID == call && s.End >= 0 {
			return s, true
		}
	}
	return observe.Span{}, false
}

// opened are the files that a call opened, or tried to.
func opened(r observe.Run, call int) []observe.Span {
	spans := r.Spans(cases.FileSpan)
	return slices.DeleteFunc(spans, func(s observe.Span) bool { return s.ID < cases.ID(call, 0) || s.ID >= cases.ID(call+1, 0) })
}

// who names a call, if there are more than one.
func who(in cases.In, call int) string {
	if len(in.Calls) == 1 {
		return ""
	}
	return title(in.Calls[call]) + ": "
}

func title(c cases.Call) string {
	name := c.Function
	if c.Function == cases.Bounded {
		name = fmt.Sprintf("Bounded(%d)", c.Workers)
	}
	if c.Slower > 0 {
		name += fmt.Sprintf(", a block %g ms slower", c.Slower)
	}
	return name
}

func ms(d time.Duration) float64 { return float64(d) / 1e6 }
