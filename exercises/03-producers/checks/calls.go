package main

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"weft/exercises/03-producers/cases"
	"weft/grader/checks"
	"weft/grader/observe"
)

// atMostProduced is content if never more than n items are produced and not yet given to a Handle.
func atMostProduced(n int) checks.Check {
	return func(r observe.Run) checks.Finding {
		most, at := fill(r)
		if most <= n {
			return checks.Pass()
		}
		return checks.Failf("at %g ms %d items were produced and not yet given to a Handle, want at most %d", ms(at), most, n).
			Want(fmt.Sprintf("at most %d: the queue's, and one in the hand of each source", n), fmt.Sprintf("%d at %g ms", most, ms(at)))
	}
}

// filled is content if at some moment as many items as n wait.
func filled(n int) checks.Check {
	return func(r observe.Run) checks.Finding {
		if most, _ := fill(r); most != n {
			return checks.Failf("at the fullest moment %d items were produced and not yet given to a Handle, want %d", most, n).
				Want(fmt.Sprintf("%d items wait", n), fmt.Sprint(most))
		}
		return checks.Pass()
	}
}

func ms(d time.Duration) float64 { return float64(d) / 1e6 }

// fill is how many items wait to be handled at the fullest moment, and when that is. What is taken
// in an instant goes before what is produced in it.
func fill(r observe.Run) (most int, at time.Duration) {
	type change struct {
		at time.Duration
		by int
	}
	var changes []change
	for _, s := range r.Spans(cases.Next) {
		if s.End >= 0 && !s.Failed {
			changes = append(changes, change{s.End, 1})
		}
	}
	given := map[int]bool{}
	for _, s := range r.Spans(cases.Handle) {
		if !given[s.ID] { // a second try takes nothing out
			given[s.ID] = true
			changes = append(changes, change{s.Begin, -1})
		}
	}
	slices.SortStableFunc(changes, func(a, b change) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.by, b.by))
	})
	now := 0
	for _, c := range changes {
		if now += c.by; now > most {
			most, at = now, c.at
		}
	}
	return most, at
}

// A consumer's state, as its calls make it.
type state int

const (
	off      state = iota
	starting       // a Start is under way
	on
	dead // crashed, and not stopped yet
)

// A life is what is known of a consumer while its calls are read one by one.
type life struct {
	state   state
	working int           // Handles under way
	stopped time.Duration // when it was stopped in the middle of a Handle; else -1
	starts  int           // that returned nil
	stops   int
}

// usedWell is content if consumers are used as they may be: handle only when started, one item at a time, start
// when off, stop when started; and sources by one Next at a time. Events are read in the order in which
// they were recorded, which is that of the calls if the submission orders its calls of one consumer, as it must.
func usedWell(r observe.Run) checks.Finding {
	const rule = "a consumer handles one item at a time, only after a Start and before the Stop; a source has one Next at a time"
	_, problem := read(r)
	if problem == "" {
		return checks.Pass()
	}
	return checks.Failf("%s", problem).Want(rule, problem)
}

// read follows all consumers and sources, up to the first call that may not be.
func read(r observe.Run) (lives map[int]*life, problem string) {
	lives = map[int]*life{}
	reading := map[int]int{}
	for _, e := range r.Events {
		switch e.Name {
		case cases.Next:
			if e.Kind == observe.End {
				reading[e.ID]--
			} else if reading[e.ID]++; reading[e.ID] > 1 {
				problem = cmp.Or(problem, fmt.Sprintf("at %g ms Next of source %d is called while another Next of it is under way", ms(e.At), e.ID))
			}
		case cases.Start, cases.Work, cases.Crash, cases.Stop:
			l := lives[e.ID]
			if l == nil {
				l = &life{stopped: -1}
				lives[e.ID] = l
			}
			if p := l.step(e); p != "" {
				problem = cmp.Or(problem, fmt.Sprintf("at %g ms consumer %d is %s", ms(e.At), e.ID, p))
			}
		}
	}
	return lives, problem
}

// step takes a call into account and says what is wrong with it.
func (l *life) step(e observe.Event) (problem string) {
	before := l.state
	switch {
	case e.Name == cases.Start && e.Kind == observe.Begin:
		l.state = starting
		if before != off {
			return "started although it was not stopped"
		}
	case e.Name == cases.Start && e.Failed:
		l.state = off
	case e.Name == cases.Start:
		l.state = on
		l.starts++
	case e.Name == cases.Crash:
		l.state = dead
	case e.Name == cases.Work && e.Kind == observe.Begin:
		l.working++
		switch {
		case before == dead:
			return "given an item although it has crashed"
		case before != on:
			return "given an item although it is not started"
		case l.working > 1:
			return "given an item while it handles another"
		}
	case e.Name == cases.Work:
		l.working--
		if at := l.stopped; at >= 0 && e.At > at {
			return fmt.Sprintf("still busy with an item, although it was stopped at %g ms", ms(at))
		}
	case e.Name == cases.Stop:
		l.stops++
		l.state = off
		if l.working > 0 {
			l.stopped = e.At // wrong if the work goes on
		}
		if before == off || before == starting {
			return "stopped although it is not started"
		}
	}
	return ""
}

// stopped is content if each Start that returned nil was followed by one Stop before the return of Run.
// Run has to wait for them, so that this holds in every order of what happens in one moment.
func stopped(r observe.Run) checks.Finding {
	lives, _ := read(r)
	returned := false
	for _, e := range r.Events {
		switch {
		case e.Name == cases.Return:
			returned = true
		case returned && e.Name == cases.Stop:
			return checks.Failf("consumer %d was stopped only after Run had returned", e.ID).
				Want("one Stop for every Start that returned nil, before Run returns", "a Stop after the return")
		}
	}
	for id := range len(lives) {
		l := lives[id]
		if l == nil || l.stops == l.starts {
			continue
		}
		return checks.Failf("consumer %d was started %d times and stopped %d times", id, l.starts, l.stops).
			Want("one Stop for every Start that returned nil, before Run returns", fmt.Sprintf("%d of Start, %d of Stop", l.starts, l.stops))
	}
	return checks.Pass()
}
