package main

import (
	"fmt"
	"slices"

	"weft/exercises/09-errors/cases"
	"weft/grader/checks"
	"weft/grader/observe"
)

// takes is content if a call took exactly this virtual time, in milliseconds.
func takes(call int, want float64) checks.Check {
	return func(r observe.Run) checks.Finding {
		for _, s := range r.Spans(cases.CallSpan) {
			if s.ID != call || s.End < 0 {
				continue
			}
			got := s.End - s.Begin
			if got == checks.Millis(want) {
				return checks.Pass()
			}
			how, seen := "late", float64(got)/1e6
			if got < checks.Millis(want) {
				how = "early"
			}
			return checks.Failf("it returned too %s: after %g ms of virtual time, want %g ms", how, seen, want).
				Want(fmt.Sprintf("return after %g ms of virtual time", want), fmt.Sprintf("%g ms", seen))
		}
		return checks.Failf("call number %d did not return", call+1)
	}
}

// runs is content if the tasks of a call were run this often.
func runs(call int, want ...int) checks.Check {
	return func(r observe.Run) checks.Finding {
		got := make([]int, len(want))
		for _, s := range r.Spans(cases.RunSpan) {
			if task := s.ID - cases.ID(call, 0); task >= 0 && task < len(got) {
				got[task]++
			}
		}
		if slices.Equal(got, want) {
			return checks.Pass()
		}
		return checks.Failf("the tasks were run %v times, want %v times", got, want).Want(fmt.Sprintf("runs %v", want), fmt.Sprintf("runs %v", got))
	}
}

// nothingRuns is content if no task is running when its call returns. Events are read in the order in which they were
// recorded, which is that of what happened if the submission orders it, as it must.
func nothingRuns(r observe.Run) checks.Finding {
	const expected = "every task has ended when the function returns"
	running, call := map[int]int{}, -1
	for _, e := range r.Events {
		switch {
		case e.Name == cases.CallSpan && e.Kind == observe.Begin:
			call = e.ID
		case e.Name == cases.CallSpan:
			for id, n := range running {
				if n > 0 && id/cases.ID(1, 0) == call {
					return checks.Failf("a task is still running when the function returns at %g ms", ms(e)).Want(expected, "one has not")
				}
			}
		case e.Name == cases.RunSpan && e.Kind == observe.Begin:
			if id := e.ID / cases.ID(1, 0); id != call || running[e.ID] > 0 {
				return checks.Failf("a task is run at %g ms while it runs already, or after the return", ms(e)).Want("one attempt after the other", "two at one time")
			}
			running[e.ID]++
		case e.Name == cases.RunSpan:
			running[e.ID]--
		}
	}
	return checks.Pass()
}

func ms(e observe.Event) float64 { return float64(e.At) / 1e6 }
