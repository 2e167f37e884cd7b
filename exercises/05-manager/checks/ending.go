package main

import (
	"fmt"

	"weft/exercises/05-manager/cases"
	"weft/grader/checks"
)

func lets() checks.Case {
	in := cases.In{Workers: 2, Tasks: tasks(6, 100.3)}
	in.Actors = actors(append(submits(5),
		shutdown("Shutdown", 0, 0), submit("Submit after Shutdown", 310, 5, 0), shutdown("second Shutdown", 0, 0),
		get("Info(5)", 0, 5), cancel("Cancel(5)", 0, 5),
	), []cases.Step{submit("Submit at 50", 50, 5, 9)})
	return checks.Case{Name: "shutdown lets everything end", Input: in, Schedules: schedules, Checks: []checks.Named{
		checks.Both(closed("Submit at 50"), closed("Submit after Shutdown"), returned("Submit at 50", 50)).Named("CLOSED"),
		checks.Both(fails("Shutdown", ""), returned("Shutdown", 300.9), fails("second Shutdown", ""), returned("second Shutdown", 310)).Named("SHUTDOWN"),
		checks.Each(cases.Run, 5).Named("RUNS"),
		info("Info(5)", 5, 0, done, "").Named("STATE"), boolean("Cancel(5)", false).Named("CANCELRET"),
	}}
}

// What a task that Shutdown has told to end counts as if it gives an error is said in the statement, and not judged; nor is
// which of the two errors of a context a task has that never ran.
func limited() checks.Case {
	in := cases.In{Workers: 1, Tasks: []cases.Task{{Millis: 100.3}, {Millis: 500, CleanUp: 20.2, Told: cases.CleanedUp}, {Millis: 10.1}}}
	in.Actors = actors(append(submits(3),
		shutdown("Shutdown", 0, 150), get("Info(1)", 0, 1), get("Info(2)", 0, 2), get("Info(3)", 0, 3),
		shutdown("second Shutdown", 0, 0),
	), []cases.Step{get("Info(2) at 160", 160, 2), await("Wait(3)", 160, 3, 0)})
	return checks.Case{Name: "shutdown with a time limit", Input: in, Schedules: schedules, Checks: []checks.Named{
		checks.Both(
			fails("Shutdown", cases.Expired), returned("Shutdown", 170.2), fails("second Shutdown", ""),
			checks.Marked(cases.Told, checks.Millis(150)),
		).Named("SHUTDOWN"),
		checks.Both(
			info("Info(1)", 1, 0, done, ""), info("Info(2) at 160", 2, 0, running, ""), state("Info(2)", canceled, failed),
			state("Info(3)", canceled), state("Wait(3)", canceled),
		).Named("STATE"),
		order([]int{0, 1}, 0, 100.3),
	}}
}

func inside() checks.Case {
	in := cases.In{Workers: 2, Tasks: []cases.Task{{Millis: 10.1}, {Millis: 20.2}, {Millis: 10.1}}}
	in.Tasks[0].Steps = []cases.Step{
		submit("Submit b in a task", 0, 1, 5), submit("Submit c in a task", 0, 2, 1), get("Info(1) in task 1", 0, 1),
		cancel("Cancel(3) in a task", 0, 3), get("Info(3) in a task", 0, 3), await("Wait(2) in a task", 0, 2, 0),
	}
	in.Actors = actors([]cases.Step{
		submit("Submit a", 0, 0, 0), await("Wait(1)", 0, 1, 0), get("Info(2)", 0, 2), shutdown("Shutdown", 0, 0),
	})
	return checks.Case{Name: "tasks use the manager", Input: in, Schedules: schedules, Checks: []checks.Named{
		checks.Both(
			id("Submit b in a task", 2), id("Submit c in a task", 3), info("Info(1) in task 1", 1, 0, running, ""),
			boolean("Cancel(3) in a task", true), info("Info(3) in a task", 3, 1, canceled, cases.Canceled),
			info("Wait(2) in a task", 2, 5, done, ""), info("Wait(1)", 1, 0, done, ""), info("Info(2)", 2, 5, done, ""),
		).Named("STATE"), took(30.3),
	}}
}

func idle() checks.Case {
	const hour = 3600000.7
	in := cases.In{Workers: 2, Tasks: tasks(2, 10.1)}
	in.Actors = actors([]cases.Step{
		submit("Submit at 0", 0, 0, 0), submit("Submit after an hour", hour, 1, 0), await("Wait(2)", 0, 2, 0), shutdown("Shutdown", 0, 0),
	})
	return checks.Case{Name: "idle for an hour", Input: in, Checks: []checks.Named{
		checks.Begins(cases.Run, 0, checks.Millis(hour)).Named("ORDER"), took(hour + 10.1),
	}}
}

func submitters() checks.Case {
	const n = 20
	in := cases.In{Workers: 4, Tasks: tasks(n, 10.1), Actors: [][]cases.Step{{shutdown("Shutdown", 5, 0)}}}
	timely := []checks.Check{checks.Elapsed(checks.Millis(50.5))}
	for i := range n {
		step := fmt.Sprintf("Submit %d", i)
		in.Actors = append(in.Actors, []cases.Step{submit(step, 0, i, 0)})
		timely = append(timely, returned(step, 0))
	}
	return checks.Case{Name: "many submitters", Input: in, Schedules: schedules, Checks: []checks.Named{
		unique(n).Named("ID"), checks.Each(cases.Run, n).Named("RUNS"), checks.AtMost(cases.Run, 4).Named("MAXCONC"), checks.Both(timely...).Named("TIME"),
	}}
}

// tasks are n that take as long.
func tasks(n int, ms float64) []cases.Task {
	list := make([]cases.Task, n)
	for i := range list {
		list[i].Millis = ms
	}
	return list
}

func actors(steps ...[]cases.Step) [][]cases.Step { return steps }

// submits are steps that submit the first n tasks, all of the same priority.
func submits(n int) []cases.Step {
	var steps []cases.Step
	for i := range n {
		steps = append(steps, submit(fmt.Sprintf("Submit %d", i+1), 0, i, 0))
	}
	return steps
}

func submit(name string, at float64, task, priority int) cases.Step {
	return cases.Step{Name: name, At: at, Do: "Submit", Task: task, Priority: priority}
}

func cancel(name string, at float64, id int) cases.Step {
	return cases.Step{Name: name, At: at, Do: "Cancel", ID: id}
}

func get(name string, at float64, id int) cases.Step {
	return cases.Step{Name: name, At: at, Do: "Info", ID: id}
}

func await(name string, at float64, id int, limit float64) cases.Step {
	return cases.Step{Name: name, At: at, Do: "Wait", ID: id, Limit: limit}
}

func shutdown(name string, at, limit float64) cases.Step {
	return cases.Step{Name: name, At: at, Do: "Shutdown", Limit: limit}
}
