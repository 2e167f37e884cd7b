package main

import (
	"fmt"
	"strings"
	"time"

	"weft/exercises/04-pools/cases"
	"weft/grader/checks"
	"weft/grader/observe"
)

func io(ms float64) cases.Task { return cases.Task{Kind: cases.IO, Millis: ms} }

func cpu(ms float64) cases.Task { return cases.Task{Kind: cases.CPU, Millis: ms} }

func unsafe(ms float64) cases.Task { return cases.Task{Kind: cases.Unsafe, Millis: ms} }

func fails(t cases.Task) cases.Task { t.Does = cases.Fails; return t }

func panics(t cases.Task) cases.Task { t.Does = cases.Panics; return t }

func dies(t cases.Task) cases.Task { t.Does = cases.Dies; return t }

// number gives the tasks IDs that are neither their positions nor in order.
func number(tasks ...cases.Task) []cases.Task {
	for i := range tasks {
		tasks[i].ID = 100 + (i+1)*7%17
	}
	return tasks
}

// An outcome is a Result without its Where, which another check looks at.
type outcome struct {
	ID, Value int
	Err       string
}

// good are the outcomes if all goes well.
func good(tasks []cases.Task) []outcome {
	var list []outcome
	for _, t := range tasks {
		list = append(list, outcome{ID: t.ID, Value: cases.Value(t.ID)})
	}
	return list
}

func failed(t cases.Task, err string) outcome { return outcome{ID: t.ID, Err: err} }

// results wants one Result for each task, in this order.
func results(want []outcome) checks.Named {
	check := func(o cases.Out) checks.Finding {
		var got []outcome
		for _, r := range o.Results {
			got = append(got, outcome{r.ID, r.Value, r.Err})
		}
		return differ(got, want).Want(tell(want), tell(got))
	}
	return checks.Holds(check).Named("RESULTS")
}

// differ tells the first difference.
func differ(got, want []outcome) checks.Finding {
	if len(got) != len(want) {
		return checks.Failf("there are %d results, want one for each of the %d tasks", len(got), len(want))
	}
	for i, g := range got {
		w := want[i]
		switch {
		case g == w:
		case g.ID != w.ID:
			return checks.Failf("result number %d has the ID %d, want %d: results stand in the order of the tasks", i+1, g.ID, w.ID)
		default:
			return checks.Failf("the result of task %d is %s, want %s", w.ID, g.text(), w.text())
		}
	}
	return checks.Pass()
}

func (o outcome) text() string {
	if o.Err != "" {
		return o.Err
	}
	return fmt.Sprintf("value %d", o.Value)
}

func tell(list []outcome) string {
	if len(list) == 0 {
		return "no results"
	}
	var parts []string
	for _, o := range list {
		parts = append(parts, fmt.Sprintf("%d: %s", o.ID, o.text()))
	}
	return strings.Join(parts, ", ")
}

// where wants every task to be run where it belongs, and to say so in its Result; computing is where those belong that
// compute.
func where(in cases.In, computing string) checks.Named {
	belongs := func(t cases.Task) string {
		switch {
		case in.Call == cases.RunGoroutines:
			return cases.InGoroutine
		case in.Call == cases.RunProcesses:
			return cases.InProcess
		}
		return map[cases.Kind]string{cases.IO: cases.InGoroutine, cases.CPU: computing, cases.Unsafe: cases.InProcess}[t.Kind]
	}
	ran := func(r observe.Run) checks.Finding {
		for _, s := range r.Spans("") {
			is := cases.InGoroutine
			switch s.Name {
			case cases.Start, cases.Work:
				continue
			case cases.Do:
				is = cases.InProcess
			}
			if s.ID < 0 || s.ID >= len(in.Tasks) {
				continue
			}
			t := in.Tasks[s.ID]
			if want := belongs(t); is != want {
				return checks.Failf("task %d (%s) ran in a %s, want a %s", t.ID, t.Kind, is, want).
					Want(fmt.Sprintf("the %s tasks in a %s", t.Kind, want), "in a "+is)
			}
		}
		return checks.Pass()
	}
	said := func(o cases.Out) checks.Finding {
		for i, t := range in.Tasks {
			if i >= len(o.Results) || o.Results[i].ID != t.ID {
				continue // that is for another check
			}
			if got, want := o.Results[i].Where, belongs(t); got != want {
				return checks.Failf("Where of the result of task %d (%s) is %q, want %q", t.ID, t.Kind, got, want).
					Want(fmt.Sprintf("%q", want), fmt.Sprintf("%q", got))
			}
		}
		return checks.Pass()
	}
	return checks.Both(ran, checks.Holds(said)).Named("WHERE")
}

func took(ms float64) checks.Named { return checks.Elapsed(checks.Millis(ms)).Named("TIME") }

func cancelled(ms float64) checks.Named { return checks.Latency(checks.Millis(ms), 0).Named("CANCEL") }

func starts(n int) checks.Named { return checks.Times(cases.Start, n).Named("STARTS") }

// inListOrder wants tasks to be begun in the order of the list. Of those that are begun in one moment every order is right.
func inListOrder(name string, in cases.In) checks.Named {
	check := func(r observe.Run) checks.Finding {
		last := -1 // of the tasks begun so far, the latest in the list; those of the moment before are in now
		now, at := -1, time.Duration(-1)
		for _, s := range r.Spans(name) {
			if s.ID < 0 {
				continue
			}
			if s.Begin > at {
				last, at = max(last, now), s.Begin
			}
			if now = max(now, s.ID); s.ID < last {
				early, late := in.Tasks[last], in.Tasks[s.ID]
				return checks.Failf("task %d was begun at %g ms, after task %d, which comes later in the list", late.ID, ms(s.Begin), early.ID).
					Want("tasks are begun in the order of the list", fmt.Sprintf("number %d of the list after number %d", s.ID+1, last+1))
			}
		}
		return checks.Pass()
	}
	return checks.Check(check).Named("ORDER")
}
