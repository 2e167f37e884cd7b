package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"weft/exercises/10-pool/cases"
	"weft/grader/checks"
	"weft/grader/observe"
)

// grain leaves out what keeps submissions of one moment apart.
func grain(d time.Duration) time.Duration { return d.Truncate(checks.Grain) }

// text is a moment as findings write it.
func text(d time.Duration) string {
	if d < 0 {
		return "no time"
	}
	return fmt.Sprintf("%g ms", float64(grain(d))/1e6)
}

// took wants that the first actor, whose last step waits for the Shutdown, ended at this moment.
func took(ms float64) checks.Named {
	return checks.Check(func(r observe.Run) checks.Finding {
		r.Elapsed = grain(r.Elapsed)
		return checks.Elapsed(checks.Millis(ms))(r)
	}).Named(timing)
}

// A start is when a job has to start.
type start struct {
	job string
	ms  float64
}

func at(job string, ms float64) start { return start{job, ms} }

// starts wants that these jobs, and no others, start in this order at these moments, each once. The order of those that
// start in one instant is not judged.
func starts(p *play, want ...start) checks.Named {
	expected := make([]string, len(want))
	place := map[int]int{}
	for i, w := range want {
		expected[i] = w.job + "@" + strings.TrimSuffix(text(checks.Millis(w.ms)), " ms")
		place[p.find(w.job)] = i
	}
	return checks.Check(func(r observe.Run) checks.Finding {
		spans := r.Spans(cases.Run)
		slices.SortStableFunc(spans, func(a, b observe.Span) int {
			return cmp.Or(cmp.Compare(a.Begin, b.Begin), cmp.Compare(place[a.ID], place[b.ID]))
		})
		begins := map[string][]time.Duration{}
		var seen, names []string
		for _, s := range spans {
			name := p.in.Jobs[s.ID].Name
			begins[name] = append(begins[name], s.Begin)
			names = append(names, name)
			seen = append(seen, name+"@"+strings.TrimSuffix(text(s.Begin), " ms"))
		}
		problem := wrongStart(want, begins, names)
		if problem == "" {
			return checks.Pass()
		}
		return checks.Failf("%s", problem).Want("starts "+some(expected), "starts "+some(seen))
	}).Named(order)
}

// some is a list as findings write it.
func some(list []string) string {
	const most = 12
	if len(list) > most {
		list = append(slices.Clone(list[:most]), "...")
	}
	return strings.Join(list, " ")
}

// wrongStart says which start is not as it should be, "" for none.
func wrongStart(want []start, begins map[string][]time.Duration, names []string) string {
	var listed []string
	for _, w := range want {
		listed = append(listed, w.job)
		b := begins[w.job]
		switch {
		case len(b) == 0:
			return fmt.Sprintf("job %s never started, want a start at %s", w.job, text(checks.Millis(w.ms)))
		case len(b) > 1:
			return fmt.Sprintf("job %s was run %d times", w.job, len(b))
		case grain(b[0]) != grain(checks.Millis(w.ms)):
			return fmt.Sprintf("job %s started at %s, want %s", w.job, text(b[0]), text(checks.Millis(w.ms)))
		}
	}
	for i, name := range names {
		switch {
		case !slices.Contains(listed, name):
			return fmt.Sprintf("job %s was run, and should not have been", name)
		case name != listed[i]:
			return fmt.Sprintf("job %s started before job %s", name, listed[i])
		}
	}
	return ""
}

// toldToEnd wants that the contexts of these running jobs, and of no others, ended at this moment.
func toldToEnd(p *play, ms float64, jobs ...string) checks.Check {
	return func(r observe.Run) checks.Finding {
		moments := map[string]time.Duration{}
		for _, e := range r.Marks(cases.Told) {
			name := p.in.Jobs[e.ID].Name
			if !slices.Contains(jobs, name) {
				return checks.Failf("the context of job %s ended at %s", name, text(e.At)).
					Want("the context of a job ends only by a hard stop", "it ended at "+text(e.At))
			}
			moments[name] = e.At
		}
		for _, name := range jobs {
			at, ok := moments[name]
			if ok && grain(at) == grain(checks.Millis(ms)) {
				continue
			}
			seen := "it did not end"
			if ok {
				seen = "it ended at " + text(at)
			}
			return checks.Failf("the context of job %s has to end at %g ms: %s", name, ms, seen).
				Want("a hard stop ends the contexts of running jobs at once", seen)
		}
		return checks.Pass()
	}
}

// light is content if running jobs never weigh more than the budget. What ends in an instant goes before what begins in it.
func (p *play) light(r observe.Run) checks.Finding {
	type change struct {
		at time.Duration
		by int
	}
	var changes []change
	for _, s := range r.Spans(cases.Run) {
		w := max(p.in.Jobs[s.ID].Weight, 1)
		changes = append(changes, change{s.Begin, w})
		if s.End >= 0 {
			changes = append(changes, change{s.End, -w})
		}
	}
	slices.SortStableFunc(changes, func(a, b change) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.by, b.by))
	})
	now, most := 0, p.in.Config.Budget
	for _, c := range changes {
		if now += c.by; now > most {
			return checks.Failf("at %s the running jobs weigh %d, and the budget is %d", text(c.at), now, most).
				Want(fmt.Sprintf("never more than %d", most), fmt.Sprintf("%d at %s", now, text(c.at)))
		}
	}
	return checks.Pass()
}
