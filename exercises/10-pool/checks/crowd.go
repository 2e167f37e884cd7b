package main

import (
	"fmt"

	"weft/exercises/10-pool/cases"
	"weft/grader/checks"
	"weft/grader/observe"
)

// crowd are many that use a pool at the same moments: jobs come, end and ask for Stats all at once. What becomes of each job
// then is not said, but numbers have to agree.
func crowd() checks.Case {
	const submitters, each, tick = 8, 20, 2.3
	p := newPlay(cases.Config{Min: 2, Max: 5, Idle: 3.7, Queue: 12, Budget: 9})
	words := []string{"", "", "", cases.Fails, "", cases.Panics, "", "", cases.Bursts}
	for i := range submitters {
		var steps []cases.Step
		for k := range each {
			n := i*each + k
			j := cases.Job{Name: fmt.Sprintf("%d.%d", i, k), Priority: n % 5, Weight: n % 4, Millis: tick * float64(1+n%3), End: words[n%len(words)]}
			j.Steps = []cases.Step{stats1("Stats in " + j.Name)}
			steps = append(steps, p.step(1+tick*float64(k), j))
		}
		p.in.Actors = append(p.in.Actors, steps)
	}
	for k := range each {
		p.stats(1 + tick*float64(k))
	}
	p.end(200) // when all is done, whatever came first: a Shutdown that drops jobs is told by other cases, always
	return p.scheduled("many",
		checks.Check(p.agree).Named(submits),
		checks.Check(p.bounded).Named(numbers))
}

// agree is content if what Submit answered is what happened: an accepted job runs once, a refused one never.
func (p *play) agree(r observe.Run) checks.Finding {
	times := map[int]int{}
	for _, s := range r.Spans(cases.Run) {
		times[s.ID]++
	}
	for _, s := range output(r).Said {
		if s.Job < 0 {
			continue
		}
		switch n := times[s.Job]; {
		case !s.Done:
			return checks.Failf("%s did not return", s.Name)
		case s.Err == "" && n != 1:
			return checks.Failf("%s gave nil, and the job was run %d times", s.Name, n).Want("an accepted job runs once", fmt.Sprintf("%d times", n))
		case s.Err == cases.Full && n != 0:
			return checks.Failf("%s gave %s, and the job was run", s.Name, s.Err).Want("a refused job does not run", "it was run")
		case s.Err != "" && s.Err != cases.Full:
			return checks.Failf("%s gave %s", s.Name, s.Err).Want("nil or "+cases.Full, s.Err)
		}
	}
	return checks.Pass()
}

// bounded is content if all Stats are within the bounds, and the last ones are what Submit and the jobs gave.
func (p *play) bounded(r observe.Run) checks.Finding {
	o := output(r)
	var want tally
	for _, s := range o.Said {
		switch {
		case s.Stats != nil:
			if f := p.within(s); !f.OK() {
				return f
			}
		case s.Job < 0:
		case s.Err != "":
			want.Rejected++
		case p.in.Jobs[s.Job].End == "":
			want.Submitted++
			want.Done++
		default:
			want.Submitted++
			want.Failed++
		}
	}
	last := said(o, atEnd)
	if last.Stats != nil {
		want.Peak = last.Stats.Peak
		want.Waited = float64(last.Stats.Waited) / 1000
	}
	return want.compare(last)
}

// within wants numbers that can be. A job that can start may still be counted as waiting, if it is to be picked in the same
// instant.
func (p *play) within(s cases.Said) checks.Finding {
	g, c := *s.Stats, p.in.Config
	for _, b := range []struct {
		name     string
		got, max int
	}{{"Workers", g.Workers, c.Max}, {"Peak", g.Peak, c.Max}, {"Running", g.Running, c.Max}, {"Queued", g.Queued, c.Queue + c.Max}} {
		if b.got < 0 || b.got > b.max {
			return checks.Failf("%s: %s is %d, want at most %d", s.Name, b.name, b.got, b.max).Want(fmt.Sprintf("%s at most %d", b.name, b.max), fmt.Sprint(b.got))
		}
	}
	return checks.Pass()
}
