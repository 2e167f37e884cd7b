package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"weft/exercises/10-pool/cases"
	"weft/grader/checks"
	"weft/grader/observe"
)

// said finds the answer to a step.
func said(o cases.Out, step string) cases.Said {
	for _, s := range o.Said {
		if s.Name == step {
			return s
		}
	}
	panic("no step is called " + step)
}

// answers wants that Submit refused these jobs, each followed by the word for its error, and no others.
func (p *play) answers(refused ...string) checks.Named {
	want := map[int]string{}
	for i := 0; i < len(refused); i += 2 {
		want[p.find(refused[i])] = refused[i+1]
	}
	return checks.Holds(func(o cases.Out) checks.Finding {
		for _, s := range o.Said {
			if s.Job < 0 {
				continue
			}
			if f := gave(s, want[s.Job]); !f.OK() {
				return f
			}
		}
		return checks.Pass()
	}).Named(submits)
}

// fails wants the error of a Shutdown, "" for nil.
func fails(step, want string) checks.Check {
	return checks.Holds(func(o cases.Out) checks.Finding { return gave(said(o, step), want) })
}

func gave(s cases.Said, want string) checks.Finding {
	got := errText(s.Err)
	if !s.Done {
		got = "no answer"
	}
	if got == errText(want) {
		return checks.Pass()
	}
	return checks.Failf("%s gave %s, want %s", s.Name, got, errText(want)).Want(s.Name+" gives "+errText(want), got)
}

func errText(word string) string {
	if word == "" {
		return "nil"
	}
	return word
}

// unjudged stands for a number that is not judged.
const unjudged = -1

// A tally is what Stats should tell. Waited is in milliseconds.
type tally struct {
	Workers, Running, Queued, Peak int
	Submitted, Rejected            int
	Done, Failed, Dropped          int
	Waited                         float64
}

// told wants these Stats of a step.
func told(step string, want tally) checks.Named {
	return checks.Holds(func(o cases.Out) checks.Finding { return want.compare(said(o, step)) }).Named(numbers)
}

func (t tally) compare(s cases.Said) checks.Finding {
	if s.Stats == nil || !s.Done {
		return checks.Failf("%s gave no answer", s.Name)
	}
	var wrong, expected, seen []string
	number := func(name string, want, got int) {
		if want == unjudged || want == got {
			return
		}
		wrong = append(wrong, fmt.Sprintf("%s is %d, want %d", name, got, want))
		expected, seen = append(expected, fmt.Sprintf("%s %d", name, want)), append(seen, fmt.Sprintf("%s %d", name, got))
	}
	g := *s.Stats
	number("Workers", t.Workers, g.Workers)
	number("Running", t.Running, g.Running)
	number("Queued", t.Queued, g.Queued)
	number("Peak", t.Peak, g.Peak)
	number("Submitted", t.Submitted, g.Submitted)
	number("Rejected", t.Rejected, g.Rejected)
	number("Done", t.Done, g.Done)
	number("Failed", t.Failed, g.Failed)
	number("Dropped", t.Dropped, g.Dropped)
	// Submissions of one moment are a little apart, and schedules take a little time.
	if got := time.Duration(g.Waited) * time.Microsecond; (got - checks.Millis(t.Waited)).Abs() >= checks.Grain {
		is, should := text(got.Round(checks.Grain)), text(checks.Millis(t.Waited).Round(checks.Grain))
		wrong = append(wrong, fmt.Sprintf("Waited is %s, want %s", is, should))
		expected, seen = append(expected, "Waited "+should), append(seen, "Waited "+is)
	}
	if len(wrong) == 0 {
		return checks.Pass()
	}
	return checks.Failf("%s: %s", s.Name, strings.Join(wrong, "; ")).Want(strings.Join(expected, ", "), strings.Join(seen, ", "))
}

// workers wants these numbers of Workers, in the order in which the play asks.
func (p *play) workers(want ...int) checks.Named {
	steps := p.in.Actors[1]
	if len(want) != len(steps) {
		panic(fmt.Sprintf("%d numbers of workers for %d steps", len(want), len(steps)))
	}
	return checks.Holds(func(o cases.Out) checks.Finding {
		for i, step := range steps {
			s := said(o, step.Name)
			if s.Stats == nil || !s.Done {
				return checks.Failf("%s gave no answer", step.Name)
			}
			if got := s.Stats.Workers; got != want[i] {
				return checks.Failf("at %g ms Workers is %d, want %d", step.At, got, want[i]).
					Want(fmt.Sprintf("Workers %d at %g ms", want[i], step.At), fmt.Sprintf("Workers %d", got))
			}
		}
		return checks.Pass()
	}).Named(workers)
}

// sums is content if all Stats add up.
func sums(o cases.Out) checks.Finding {
	for _, s := range o.Said {
		if s.Stats == nil || !s.Done {
			continue
		}
		g := *s.Stats
		all := []int{g.Queued, g.Running, g.Done, g.Failed, g.Dropped}
		sum := 0
		for _, n := range all {
			sum += n
		}
		if sum != g.Submitted || slices.Min(all) < 0 {
			return checks.Failf("%s: Submitted is %d, and the sum of Queued, Running, Done, Failed and Dropped is %d", s.Name, g.Submitted, sum).
				Want("Submitted = Queued + Running + Done + Failed + Dropped",
					fmt.Sprintf("%d = %d + %d + %d + %d + %d", g.Submitted, g.Queued, g.Running, g.Done, g.Failed, g.Dropped))
		}
	}
	return checks.Pass()
}

// longest is how long a Submit may take under a schedule. Nothing that one could wait for comes so soon.
const longest = 500 * time.Microsecond

// prompt is content if no Submit waited.
func prompt(r observe.Run) checks.Finding {
	o := output(r)
	for _, s := range r.Spans(cases.Call) {
		if step := o.Said[s.ID]; step.Job >= 0 && s.End-s.Begin > longest {
			return checks.Failf("%s, called at %s, returned only at %s", step.Name, text(s.Begin), text(s.End)).
				Want("Submit never waits", "it returned "+text(s.End-s.Begin)+" later")
		}
	}
	return checks.Pass()
}

// returned wants that a step came back at this moment.
func returned(step string, ms float64) checks.Check {
	return func(r observe.Run) checks.Finding {
		number, want := said(output(r), step).Number, checks.Millis(ms)
		for _, s := range r.Spans(cases.Call) {
			if s.ID == number && grain(s.End) != grain(want) {
				return checks.Failf("%s returned at %s, want %s", step, text(s.End), text(want)).Want("return at "+text(want), "return at "+text(s.End))
			}
		}
		return checks.Pass()
	}
}

func output(r observe.Run) cases.Out {
	o, err := checks.Output[cases.Out](r)
	if err != nil {
		panic(err) // of the exercise: no verdict
	}
	return o
}
