// The judge of the exercise.
package main

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"weft/exercises/05-manager/cases"
	"weft/grader/checks"
)

func main() {
	checks.Main(checks.Suite{Cases: []checks.Case{
		priorities(), equals(), workers(), states(), panics(),
		cancelWaiting(), cancelRunning(), wait(),
		lets(), limited(), inside(), idle(), submitters(),
	}})
}

// schedules is how often a case is repeated with other orders of what happens at one moment.
const schedules = 3

// The states, as the statement gives them.
const (
	waiting, running, done, failed, canceled = "waiting", "running", "done", "failed", "canceled"
)

func priorities() checks.Case {
	in := cases.In{Workers: 1, Tasks: tasks(7, 10.1)}
	in.Tasks[0].Millis = 100.3
	steps := []cases.Step{submit("Submit a", 0, 0, 3)}
	for i, p := range []int{1, 5, 3, 5, -2, 1} {
		steps = append(steps, submit(fmt.Sprintf("Submit %d", i+1), 20.2, i+1, p))
	}
	in.Actors = actors(append(steps, shutdown("Shutdown", 0, 0)))
	return checks.Case{Name: "priorities", Input: in, Schedules: schedules, Checks: []checks.Named{
		order([]int{0, 2, 4, 3, 1, 6, 5}, 0, 100.3, 110.4, 120.5, 130.6, 140.7, 150.8), took(160.9),
	}}
}

// equals submits many tasks of few priorities, cancels some, and submits more while they run: each kind of heap or sorting
// that forgets who was first among equals mixes them up here.
func equals() checks.Case {
	const n, more = 32, 8
	in := cases.In{Workers: 1, Tasks: tasks(1+n+more, 10.1)}
	in.Tasks[0].Millis = 100.3
	steps := []cases.Step{submit("Submit a", 0, 0, 0)}
	var queue []int // tasks that wait
	priority := func(task int) int { return task * 7 % 3 }
	add := func(task int, at float64) {
		steps = append(steps, submit(fmt.Sprintf("Submit %d", task), at, task, priority(task)))
		queue = append(queue, task)
	}
	for task := 1; task <= n; task++ {
		add(task, 20.2)
	}
	for _, task := range []int{4, 11, 17, 18} {
		steps = append(steps, cancel(fmt.Sprintf("Cancel(%d)", task+1), 50, task+1))
		queue = slices.DeleteFunc(queue, func(other int) bool { return other == task })
	}
	want := []int{0}
	next := func() {
		best := slices.MaxFunc(queue, func(a, b int) int { return cmp.Or(priority(a)-priority(b), b-a) })
		want = append(want, best)
		queue = slices.DeleteFunc(queue, func(other int) bool { return other == best })
	}
	next()
	next()
	for task := n + 1; task <= n+more; task++ {
		add(task, 115) // the second one runs
	}
	for len(queue) > 0 {
		next()
	}
	in.Actors = actors(append(steps, shutdown("Shutdown", 0, 0)))
	at := []float64{0}
	for i := range len(want) - 1 {
		at = append(at, 100.3+10.1*float64(i))
	}
	return checks.Case{Name: "equal priorities", Input: in, Checks: []checks.Named{order(want, at...)}}
}

func workers() checks.Case {
	in := cases.In{Workers: 3, Tasks: tasks(8, 50.3)}
	in.Actors = actors(append(submits(8), shutdown("Shutdown", 0, 0)))
	return checks.Case{Name: "workers", Input: in, Schedules: schedules, Checks: []checks.Named{
		checks.AtMost(cases.Run, 3).Named("MAXCONC"), checks.Reached(cases.Run, 3).Named("MINCONC"),
		checks.Each(cases.Run, 8).Named("RUNS"), took(150.9),
	}}
}

func states() checks.Case {
	in := cases.In{Workers: 1, Tasks: tasks(2, 100.3)}
	in.Tasks[1].End = cases.Broken
	in.Actors = actors([]cases.Step{
		submit("Submit good", 0, 0, 7), submit("Submit bad", 0, 1, 7),
		get("Info(1) at 0", 0.2, 1), get("Info(2) at 0", 0.2, 2),
		get("Info(1) at 150", 150, 1), get("Info(2) at 150", 150, 2),
		cancel("Cancel(1) when it is done", 250, 1), cancel("Cancel(2) when it has failed", 250, 2),
		cancel("Cancel(0)", 250, 0), cancel("Cancel(77)", 250, 77), get("Info(0)", 250, 0), get("Info(77)", 250, 77),
		get("Info(1) at 250", 250, 1), get("Info(2) at 250", 250, 2),
		shutdown("Shutdown", 0, 0),
	})
	return checks.Case{Name: "states", Input: in, Schedules: schedules, Checks: []checks.Named{
		checks.Both(id("Submit good", 1), id("Submit bad", 2)).Named("ID"),
		checks.Both(
			info("Info(1) at 0", 1, 7, running, ""), info("Info(2) at 0", 2, 7, waiting, ""),
			info("Info(1) at 150", 1, 7, done, ""), info("Info(2) at 150", 2, 7, running, ""),
			info("Info(1) at 250", 1, 7, done, ""), info("Info(2) at 250", 2, 7, failed, cases.Broken),
			noInfo("Info(0)"), noInfo("Info(77)"),
		).Named("STATE"),
		checks.Both(
			boolean("Cancel(1) when it is done", false), boolean("Cancel(2) when it has failed", false),
			boolean("Cancel(0)", false), boolean("Cancel(77)", false),
		).Named("CANCELRET"),
	}}
}

func panics() checks.Case {
	in := cases.In{Workers: 1, Tasks: []cases.Task{{Millis: 10.1, End: cases.Panics}, {Millis: 20.2}}}
	in.Actors = actors([]cases.Step{
		submit("Submit panic", 0, 0, 0), submit("Submit good", 0, 1, 0),
		shutdown("Shutdown", 0, 0), get("Info(1)", 0, 1), get("Info(2)", 0, 2),
	})
	return checks.Case{Name: "a panic", Input: in, Checks: []checks.Named{
		tells("Info(1)", cases.PanicText).Named("PANICSTATE"), info("Info(2)", 2, 0, done, "").Named("STATE"), took(30.3),
	}}
}

func cancelWaiting() checks.Case {
	in := cases.In{Workers: 1, Tasks: tasks(3, 10.1)}
	in.Tasks[0].Millis = 100.3
	in.Actors = actors([]cases.Step{
		submit("Submit a", 0, 0, 0), submit("Submit b", 10, 1, 1), submit("Submit c", 10, 2, 9),
		cancel("first Cancel(3)", 20, 3), get("Info(3)", 0, 3), cancel("second Cancel(3)", 0, 3),
		shutdown("Shutdown", 0, 0),
	}, []cases.Step{await("Wait(3)", 15, 3, 0)})
	return checks.Case{Name: "cancel a waiting task", Input: in, Schedules: schedules, Checks: []checks.Named{
		checks.Both(
			boolean("first Cancel(3)", true), info("Info(3)", 3, 9, canceled, cases.Canceled), boolean("second Cancel(3)", false),
			returned("first Cancel(3)", 20), returned("Wait(3)", 20), info("Wait(3)", 3, 9, canceled, cases.Canceled),
		).Named("CANCEL"),
		order([]int{0, 1}, 0, 100.3), took(110.4),
	}}
}

func cancelRunning() checks.Case {
	in := cases.In{Workers: 1, Tasks: []cases.Task{
		{Millis: 500, CleanUp: 30.3, Told: cases.CleanedUp},
		{Millis: 500, CleanUp: 10.1},
		{Millis: 10.1, End: cases.Canceled},
	}}
	in.Actors = actors([]cases.Step{
		submit("Submit a", 0, 0, 0), submit("Submit b", 0, 1, 0), submit("Submit c", 0, 2, 0),
		cancel("Cancel(1)", 20.2, 1), get("Info(1) at once", 0, 1), get("Info(1) at 40", 40, 1),
		get("Info(1) at 55", 55, 1), cancel("Cancel(2)", 60.6, 2), get("Info(2)", 72, 2),
		get("Info(3)", 90, 3), shutdown("Shutdown", 0, 0),
	})
	return checks.Case{Name: "cancel a running task", Input: in, Schedules: schedules, Checks: []checks.Named{
		checks.Both(
			boolean("Cancel(1)", true), boolean("Cancel(2)", true), returned("Cancel(1)", 20.2), returned("Cancel(2)", 60.6),
			checks.Marked(cases.Told, checks.Millis(20.2), checks.Millis(60.6)),
			info("Info(1) at once", 1, 0, running, ""), info("Info(1) at 40", 1, 0, running, ""),
			checks.Begins(cases.Run, 0, checks.Millis(50.5), checks.Millis(70.7)),
		).Named("CANCEL"),
		checks.Both(
			info("Info(1) at 55", 1, 0, canceled, cases.CleanedUp), info("Info(2)", 2, 0, done, ""), info("Info(3)", 3, 0, failed, cases.Canceled),
		).Named("STATE"),
	}}
}

func wait() checks.Case {
	in := cases.In{Workers: 1, Tasks: tasks(1, 100.3)}
	in.Actors = actors(
		[]cases.Step{
			submit("Submit", 0, 0, 4), await("Wait(77)", 0, 77, 0), await("Wait(1) with a limit", 0, 1, 30.3),
			shutdown("Shutdown", 110, 0), await("Wait(1) after Shutdown", 120, 1, 0), await("Wait(77) after Shutdown", 0, 77, 0),
		},
		[]cases.Step{await("first Wait(1)", 5, 1, 0)}, []cases.Step{await("second Wait(1)", 5, 1, 0)}, []cases.Step{await("third Wait(1)", 40, 1, 0)},
	)
	all := []checks.Check{
		fails("Wait(77)", cases.Unknown), returned("Wait(77)", 0),
		fails("Wait(1) with a limit", cases.Expired), returned("Wait(1) with a limit", 30.3),
	}
	for _, step := range []string{"first Wait(1)", "second Wait(1)", "third Wait(1)"} {
		all = append(all, info(step, 1, 4, done, ""), returned(step, 100.3))
	}
	all = append(all, info("Wait(1) after Shutdown", 1, 4, done, ""), returned("Wait(1) after Shutdown", 120),
		fails("Wait(77) after Shutdown", cases.Unknown))
	return checks.Case{Name: "wait", Input: in, Schedules: schedules, Checks: []checks.Named{checks.Both(all...).Named("WAIT")}}
}

func took(ms float64) checks.Named { return checks.Elapsed(checks.Millis(ms)).Named("TIME") }

// order wants tasks to begin in this order, at these moments.
func order(ids []int, ms ...float64) checks.Named {
	var at []time.Duration
	for _, m := range ms {
		at = append(at, checks.Millis(m))
	}
	return checks.Both(checks.Order(cases.Run, ids...), checks.Begins(cases.Run, at...)).Named("ORDER")
}
