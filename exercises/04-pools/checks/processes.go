package main

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"weft/exercises/04-pools/cases"
	"weft/grader/checks"
	"weft/grader/observe"
)

// once is content if no task is run more than once, and none that is not in the list.
func once(in cases.In) checks.Check {
	return func(r observe.Run) checks.Finding {
		const rule = "every task of the list is run once, also one that failed or died"
		times := map[int]int{}
		for _, s := range r.Spans("") {
			if s.Name == cases.Start || s.Name == cases.Work {
				continue
			}
			if s.ID < 0 || s.ID >= len(in.Tasks) {
				return checks.Failf("a process was given a task whose ID is not that of one in the list").Want(rule, "a task that is not in it")
			}
			if times[s.ID]++; times[s.ID] > 1 {
				return checks.Failf("task %d was run again at %g ms", in.Tasks[s.ID].ID, ms(s.Begin)).Want(rule, "one was run twice")
			}
		}
		return checks.Pass()
	}
}

// isolated is content if no task that may kill its process runs in the submission's.
func isolated(r observe.Run) checks.Finding {
	if spans := r.Spans(cases.Local(cases.Unsafe)); len(spans) > 0 {
		return checks.Failf("at %g ms an Unsafe task was run in a goroutine: it may kill the whole program", ms(spans[0].Begin)).
			Want("Unsafe tasks run in processes", "one ran in a goroutine")
	}
	return checks.Pass()
}

func ms(d time.Duration) float64 { return float64(d) / 1e6 }

// maxProcesses is content if never more than n processes are there at one time, from the call of StartProcess to
// the end of their life or the Close, whichever is first.
func maxProcesses(n int) checks.Check {
	return func(r observe.Run) checks.Finding {
		type change struct {
			at time.Duration
			by int
		}
		var changes []change
		ended := map[int]bool{}
		for _, e := range r.Events {
			switch {
			case e.Name == cases.Start && e.Kind == observe.Begin:
				changes = append(changes, change{e.At, 1})
			case e.Name == cases.Death, e.Name == cases.Close, e.Name == cases.Start && e.Failed:
				if !ended[e.ID] {
					ended[e.ID] = true
					changes = append(changes, change{e.At, -1})
				}
			}
		}
		slices.SortStableFunc(changes, func(a, b change) int {
			return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.by, b.by))
		})
		now := 0
		for _, c := range changes {
			if now += c.by; now > n {
				return checks.Failf("at %g ms there are %d processes, want at most %d", ms(c.at), now, n).
					Want(fmt.Sprintf("one pool of at most %d processes", n), fmt.Sprintf("%d at %g ms", now, ms(c.at)))
			}
		}
		return checks.Pass()
	}
}

// A life is what is known of a process while its calls are read one by one.
type life struct {
	dead    bool
	closes  int
	closed  time.Duration // when first
	working int           // Dos under way
}

// usedWell is content if processes do one task at a time, and none after their death or their Close. Events are read in
// the order in which they were recorded, which is that of the calls if the submission orders its calls of one process, as
// it must.
func usedWell(r observe.Run) checks.Finding {
	lives := map[int]*life{}
	for _, e := range r.Events {
		l := lives[e.ID]
		if l == nil {
			l = &life{}
		}
		problem := ""
		switch {
		case e.Name == cases.Work && e.Kind == observe.Begin:
			l.working++
			switch {
			case l.dead:
				problem = "given a task although it has died"
			case l.closes > 0:
				problem = "given a task although it is closed"
			case l.working > 1:
				problem = "given a task while it does another"
			}
		case e.Name == cases.Work:
			l.working--
			if l.closes > 0 && e.At > l.closed {
				problem = fmt.Sprintf("still at work on a task, although it was closed at %g ms", ms(l.closed))
			}
		case e.Name == cases.Death:
			l.dead = true
		case e.Name == cases.Close:
			if l.closes++; l.closes == 1 {
				l.closed = e.At
			}
		default:
			continue // its ID is not that of a process
		}
		lives[e.ID] = l
		if problem != "" {
			return checks.Failf("at %g ms process %d is %s", ms(e.At), e.ID, problem).
				Want("a process does one task at a time, and none after its death or its Close", problem)
		}
	}
	return checks.Pass()
}

// closed is content if each process that was started is closed once.
func closed(r observe.Run) checks.Finding {
	times := map[int]int{}
	for _, e := range r.Marks(cases.Close) {
		times[e.ID]++
	}
	for _, s := range r.Spans(cases.Start) {
		if n := times[s.ID]; !s.Failed && s.End >= 0 && n != 1 {
			how := fmt.Sprintf("closed %d times", n)
			if n == 0 {
				how = "never closed"
			}
			return checks.Failf("process %d, which was started at %g ms, was %s, want once", s.ID, ms(s.End), how).
				Want("every process that was started is closed once, also one that has died", how)
		}
	}
	return checks.Pass()
}
