package main

import (
	"fmt"
	"strings"
	"time"

	"weft/exercises/05-manager/cases"
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

// answer wants this of a step: one of the kinds below.
func answer(step, want string, of func(cases.Said) string) checks.Check {
	return checks.Holds(func(o cases.Out) checks.Finding {
		s := said(o, step)
		got := "not called"
		if s.Done {
			got = of(s)
		}
		if got == want {
			return checks.Pass()
		}
		return checks.Failf("%s gave %s, want %s", step, got, want).Want(want, got)
	})
}

// bool wants what Cancel returned.
func boolean(step string, want bool) checks.Check {
	return answer(step, fmt.Sprint(want), func(s cases.Said) string { return fmt.Sprint(s.OK) })
}

// id wants what Submit returned.
func id(step string, want int) checks.Check {
	return answer(step, fmt.Sprintf("%d, nil", want), func(s cases.Said) string { return fmt.Sprintf("%d, %s", s.ID, errText(s.Err)) })
}

// closed wants that Submit refused.
func closed(step string) checks.Check {
	return answer(step, "0, "+cases.Closed, func(s cases.Said) string { return fmt.Sprintf("%d, %s", s.ID, errText(s.Err)) })
}

// fails wants the error of a Wait or Shutdown, "" for nil.
func fails(step, want string) checks.Check {
	return answer(step, errText(want), func(s cases.Said) string { return errText(s.Err) })
}

// noInfo wants that there is no such task.
func noInfo(step string) checks.Check {
	return answer(step, "false", func(s cases.Said) string { return fmt.Sprint(s.OK) })
}

// info wants what Info or Wait told: number and priority, state, error in words.
func info(step string, id, priority int, state, err string) checks.Check {
	want := cases.Said{ID: id, Priority: priority, State: state, InfoErr: err}
	return answer(step, infoText(want), func(s cases.Said) string {
		if s.Err != "" {
			return "error " + s.Err
		}
		if s.State == "" && !s.OK {
			return "no Info"
		}
		return infoText(s)
	})
}

func infoText(s cases.Said) string {
	return fmt.Sprintf("task %d, priority %d, %s, Err %s", s.ID, s.Priority, s.State, errText(s.InfoErr))
}

func errText(word string) string {
	if word == "" {
		return "nil"
	}
	return word
}

// state wants a state, whatever the error.
func state(step string, want ...string) checks.Check {
	return checks.Holds(func(o cases.Out) checks.Finding {
		s := said(o, step)
		for _, w := range want {
			if s.State == w {
				return checks.Pass()
			}
		}
		expected := strings.Join(want, " or ")
		return checks.Failf("%s gave the state %q, want %s", step, s.State, expected).Want(expected, s.State)
	})
}

// tells wants a failed task whose error has a text in it.
func tells(step, part string) checks.Check {
	return checks.Holds(func(o cases.Out) checks.Finding {
		s := said(o, step)
		if s.State == failed && strings.Contains(s.InfoErr, part) {
			return checks.Pass()
		}
		return checks.Failf("%s gave %s, want %s with %q in the text of Err", step, infoText(s), failed, part).
			Want(failed+", Err with "+part, infoText(s))
	})
}

// returned wants that a step came back at this moment.
func returned(step string, ms float64) checks.Check {
	return func(r observe.Run) checks.Finding {
		o, err := checks.Output[cases.Out](r)
		if err != nil {
			panic(err) // of the exercise: no verdict
		}
		number, want := said(o, step).Number, checks.Millis(ms)
		for _, s := range r.Spans(cases.Call) {
			if s.ID == number && s.End != want {
				return checks.Failf("%s returned at %s, want %s", step, at(s.End), at(want)).Want("at "+at(want), "at "+at(s.End))
			}
		}
		return checks.Pass()
	}
}

func at(d time.Duration) string {
	if d < 0 {
		return "no time"
	}
	return fmt.Sprintf("%g ms", float64(d.Round(time.Microsecond))/1e6)
}

// unique wants the IDs 1 to n, each once, of all Submits.
func unique(n int) checks.Check {
	return checks.Holds(func(o cases.Out) checks.Finding {
		count := map[int]int{}
		for _, s := range o.Said {
			if strings.HasPrefix(s.Name, "Submit") {
				count[s.ID]++
			}
		}
		for i := 1; i <= n; i++ {
			if count[i] != 1 {
				return checks.Failf("%d of %d calls of Submit returned the ID %d, want one", count[i], n, i).
					Want(fmt.Sprintf("the IDs 1 to %d, each once", n), fmt.Sprintf("ID %d %d times", i, count[i]))
			}
		}
		return checks.Pass()
	})
}
