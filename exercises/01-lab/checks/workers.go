package main

import (
	"fmt"
	"strings"

	"weft/exercises/01-lab/cases"
	"weft/grader/checks"
	"weft/grader/observe"
)

// Events are read in the order in which they were recorded, which is that of the calls where the submission orders them.

// parts are the events of each measurement: one ends when the last of its workers has.
func parts(r observe.Run) (list [][]observe.Event) {
	alive := 0
	for _, e := range r.Events {
		life := isLife(e.Name)
		if life && e.Kind == observe.Begin {
			if alive == 0 {
				list = append(list, nil)
			}
			alive++
		}
		if len(list) > 0 {
			list[len(list)-1] = append(list[len(list)-1], e)
		}
		if life && e.Kind == observe.End {
			alive--
		}
	}
	return list
}

func isLife(name string) bool { return strings.Contains(name, cases.Life("", "")) }

// overlap is content if at no time there are workers of two measurements.
func overlap(r observe.Run) checks.Finding {
	const rule = "one measurement at a time: the next begins when all workers of the one before are closed"
	alive := map[int]string{}
	last := "" // who was started last
	for _, e := range r.Events {
		switch {
		case e.Name == cases.Reset && len(alive) > 0:
			return at(e.Where, checks.Failf("at %g ms a measurement begins while workers of another one are not closed", ms(e.At)).
				Want(rule, fmt.Sprintf("workers at ResetPeak: %d", len(alive))))
		case isLife(e.Name) && e.Kind == observe.Begin:
			if len(alive) > 0 && last != e.Name {
				return at(e.Where, checks.Failf("at %g ms a worker for %s is started while one for %s is not closed", ms(e.At), e.Name, last).
					Want(rule, e.Name+" and "+last+" at one time"))
			}
			alive[e.ID], last = e.Name, e.Name
		case isLife(e.Name):
			delete(alive, e.ID)
		}
	}
	return checks.Pass()
}

// inOrder is content if each measurement begins its items from the lowest. Of those that are begun in one moment every
// order is right.
func inOrder(r observe.Run) checks.Finding {
	for _, part := range parts(r) {
		// Of the items begun so far last is the highest; those of this moment are in now.
		last, now := observe.Event{ID: -1}, observe.Event{ID: -1, At: -1}
		for _, e := range part {
			if e.Name != cases.Do || e.Kind != observe.Begin {
				continue
			}
			if e.At > now.At {
				if now.ID > last.ID {
					last = now
				}
				now = observe.Event{ID: -1, At: e.At}
			}
			if e.ID > now.ID {
				now = e
			}
			if e.ID < last.ID {
				return at(e.Where, checks.Failf("item %d was begun at %g ms, after item %d, which was begun at %g ms", e.ID, ms(e.At), last.ID, ms(last.At)).
					Want("a free worker takes the lowest item that nobody has taken", fmt.Sprintf("item %d after item %d", e.ID, last.ID)))
			}
		}
	}
	return checks.Pass()
}

// at is a finding about a place of the submission, if that is known.
func at(place observe.Pos, f checks.Finding) checks.Finding {
	if place.Line > 0 {
		f.Where = append(f.Where, place)
	}
	return f
}

// eachItem is content if each item is begun once in each row.
func eachItem(in cases.In) checks.Check {
	return func(r observe.Run) checks.Finding {
		times := map[int]int{}
		n, rows := len(in.Items), len(planned(in))
		for _, s := range r.Spans(cases.Do) {
			if s.ID < 0 || s.ID >= n {
				return at(s.Where, checks.Failf("item %d was begun, which does not exist", s.ID).
					Want(fmt.Sprintf("items 0 to %d", n-1), fmt.Sprintf("item %d", s.ID)))
			}
			times[s.ID]++
		}
		for item := range n {
			if times[item] != rows {
				return checks.Failf("item %d was begun %d times in %d rows", item, times[item], rows).
					Want("each item is begun once in each row", fmt.Sprintf("%d times", times[item]))
			}
		}
		return checks.Pass()
	}
}

// stopped is content if no item of a measurement is begun after its first error.
func stopped(r observe.Run) checks.Finding {
	for _, part := range parts(r) {
		failed, failure := false, observe.Event{}
		for _, e := range part {
			switch {
			case e.Kind == observe.End && e.Failed && (e.Name == cases.Do || e.Name == cases.Start):
				if !failed {
					failed, failure = true, e
				}
			case failed && e.Name == cases.Do && e.Kind == observe.Begin:
				return at(e.Where, checks.Failf("item %d was begun at %g ms, although %s had failed at %g ms", e.ID, ms(e.At), what(failure), ms(failure.At)).
					Want("no item is begun after the first error", fmt.Sprintf("item %d was begun", e.ID)))
			}
		}
	}
	return checks.Pass()
}

func what(e observe.Event) string {
	if e.Name == cases.Do {
		return fmt.Sprintf("item %d", e.ID)
	}
	return "a Start"
}

// unbroken is content if no item is broken off by its context.
func unbroken(r observe.Run) checks.Finding {
	broken := r.Marks(cases.Broken)
	if len(broken) == 0 {
		return checks.Pass()
	}
	e := broken[0]
	f := checks.Failf("item %d was broken off at %g ms: its context had ended", e.ID, ms(e.At)).
		Want("items in progress are finished", fmt.Sprintf("item %d was not", e.ID))
	for _, s := range r.Spans(cases.Do) {
		if s.ID == e.ID && s.End == e.At {
			return at(s.Where, f)
		}
	}
	return f
}

// usedWell is content if each worker does one item at a time, and none after its Close.
func usedWell(r observe.Run) checks.Finding {
	working, closed := map[int]bool{}, map[int]bool{}
	for _, e := range r.Events {
		problem := ""
		switch {
		case e.Name == cases.Close:
			closed[e.ID] = true
			if working[e.ID] {
				problem = "closed in the middle of an item"
			}
		case e.Name != cases.Busy:
		case e.Kind == observe.End:
			working[e.ID] = false
		default:
			switch {
			case closed[e.ID]:
				problem = "given an item although it is closed"
			case working[e.ID]:
				problem = "given an item while it does another"
			}
			working[e.ID] = true
		}
		if problem != "" {
			return at(e.Where, checks.Failf("at %g ms worker %d is %s", ms(e.At), e.ID, problem).
				Want("a worker does one item at a time, and is closed after its last", problem))
		}
	}
	return checks.Pass()
}

// closed is content if each worker that was started is closed once, before the return.
func closed(r observe.Run) checks.Finding {
	const rule = "every worker that was started is closed once, also after an error"
	times, returned := map[int]int{}, false
	for _, e := range r.Events {
		if e.Name == cases.Return {
			returned = true
		}
		if e.Name != cases.Close {
			continue
		}
		if returned {
			return at(e.Where, checks.Failf("worker %d is closed only after the return", e.ID).
				Want("when it returns all workers are closed", "a Close after the return"))
		}
		if times[e.ID]++; times[e.ID] == 2 {
			return at(e.Where, checks.Failf("at %g ms worker %d is closed once more", ms(e.At), e.ID).Want(rule, "closed twice"))
		}
	}
	for _, s := range r.Spans(cases.Start) {
		if !s.Failed && s.End >= 0 && times[s.ID] == 0 {
			return at(s.Where, checks.Failf("worker %d, which was started at %g ms, was never closed, want once", s.ID, ms(s.End)).
				Want(rule, "never closed"))
		}
	}
	return checks.Pass()
}
