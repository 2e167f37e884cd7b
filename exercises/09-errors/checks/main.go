// The judge of the exercise.
package main

import (
	"weft/exercises/09-errors/cases"
	"weft/grader/checks"
)

func main() {
	var s checks.Suite
	s.Cases = append(s.Cases, running()...)
	s.Cases = append(s.Cases, ending()...)
	s.Cases = append(s.Cases, again()...)
	s.Cases = append(s.Cases, cancelling()...)
	checks.Main(s)
}

// schedules is how often a case is repeated with other orders of what happens at one moment.
const schedules = 2

// newCase is a case with its own checks, and those that hold always.
func newCase(name string, calls []cases.Call, own ...checks.Named) checks.Case {
	return checks.Case{Name: name, Input: cases.In{Calls: calls}, Checks: append(own,
		checks.Check(nothingRuns).Named("9.left-behind"),
		contextsEnd().Named("9.ctx-left"),
	)}
}

func scheduled(c checks.Case) checks.Case {
	c.Schedules = schedules
	return c
}

func first(tasks ...cases.Task) cases.Call { return cases.Call{Tasks: tasks} }

func all(tasks ...cases.Task) cases.Call { return cases.Call{All: true, Tasks: tasks} }

// Times in cases have tenths of a millisecond, so that nobody who looks every millisecond finds them by luck.

// forever is longer than any case.
const forever = 1000

// Cases in which tasks are run once.
func running() []checks.Case {
	three := []cases.Task{task("a", value(30, 3)), task("b", value(10, 1)), task("c", value(20, 2))}
	var many []cases.Task
	var sum []int
	for i := range 40 {
		t := task("task", value(20.7, i))
		t.Attempts = -1
		many, sum = append(many, t), append(sum, i)
	}
	worse := task("worse", fail(60, "error of worse").deaf())
	return []checks.Case{
		newCase("ok", []cases.Call{first(three...), all(three...), first(), all(), all(many...)},
			checks.Both(gives(0, 3, 1, 2), gives(1, 3, 1, 2), gives(2), gives(3), gives(4, sum...)).Named("9.value"),
			checks.Both(takes(0, 30), takes(1, 30), takes(2, 0), takes(3, 0), takes(4, 20.7)).Named("9.time")),
		scheduled(newCase("first", []cases.Call{first(
			task("slow", value(500, 1)), task("bad", fail(50, "error of bad")), worse, task("fast", value(10, 2)))},
			alone(0, failure("bad", 1, "error of bad")).Named("9.first"),
			takes(0, 60).Named("9.time"))),
		scheduled(newCase("all", []cases.Call{all(
			task("d", fail(90, "error of d").gives(3)), task("a", value(50, 7)), task("c", fail(20, "error of c")), task("b", value(120, 8)))},
			fails(0, failure("d", 1, "error of d"), failure("c", 1, "error of c")).Named("9.all"),
			results(0, 0, 7, 0, 8).Named("9.value"))),
	}
}

// Cases in which tasks end otherwise than with a value or an error.
func ending() []checks.Case {
	limited := func(name string, r run) cases.Task {
		t := task(name, r)
		t.Timeout = 40
		return t
	}
	bursts := task("bursts", run{Millis: 30.3, End: cases.PanicError, Err: "no paper"})
	bursts.Attempts, bursts.Backoff = 3, 10
	slow := task("slow", value(forever, 1))
	slow.Timeout = forever / 2
	shouts := task("shouts", run{Millis: 20, End: cases.PanicText, Err: "index of nowhere"})
	leaves := task("leaves", run{Millis: 20.2, End: cases.Goexit})
	leaves.Attempts, leaves.Backoff = 2, 10
	return []checks.Case{
		scheduled(newCase("timeout", []cases.Call{
			all(limited("obeys", value(forever, 1)), limited("ignores", value(70, 2).deaf()), limited("in time", value(30, 3)), task("none", value(100.3, 4))),
			all(limited("early", value(10.1, 5)))}, // its context would have ended later
			checks.Both(
				fails(0, failure("obeys", 1, cases.Deadline), failure("ignores", 1, cases.Deadline)),
				results(0, 0, 0, 3, 4), takes(0, 100.3),
				gives(1, 5), takes(1, 10.1)).Named("9.timeout"))),
		scheduled(newCase("panic", []cases.Call{
			first(slow, bursts),
			all(shouts, task("calm", value(40.3, 5)))},
			checks.Both(
				alone(0, panicked("bursts", "no paper", "no paper")), reaches(0, "no paper"), takes(0, 30.3), runs(0, 1, 1),
				fails(1, panicked("shouts", "index of nowhere")), results(1, 0, 5), takes(1, 40.3), runs(1, 1, 1)).Named("9.panic"))),
		newCase("goexit", []cases.Call{
			all(leaves, task("stays", value(40.3, 6))),
			first(task("slow", value(forever, 1)), leaves)},
			checks.Both(
				fails(0, failure("leaves", 1, cases.NoResult)), results(0, 0, 6), takes(0, 40.3), runs(0, 1, 1),
				alone(1, failure("leaves", 1, cases.NoResult)), takes(1, 20.2), runs(1, 1, 1)).Named("9.exit")),
	}
}

// Cases in which tasks are run again.
func again() []checks.Case {
	a := task("a", fail(10, "a 1"), fail(10, "a 2"), value(10.3, 1))
	a.Attempts, a.Backoff = 5, 20
	b := task("b", fail(10, "b 1"), fail(10, "b 2"), fail(10, "b 3"))
	b.Attempts, b.Backoff = 3, 10
	c := task("c", run{Millis: 10, End: cases.Permanent, Err: "c 1"})
	c.Attempts, c.Backoff = 5, 10

	d := task("d", fail(10, "d 1"), fail(10, "d 2"), value(10.3, 4))
	d.Attempts = 3 // at once

	slow := task("slow", value(forever, 1), fail(25, "slow 2"), value(25.3, 3))
	slow.Timeout, slow.Attempts, slow.Backoff = 30, 3, 10
	own := task("own", fail(45.3, "own error").deaf())
	own.Timeout = 30
	return []checks.Case{
		scheduled(newCase("retry", []cases.Call{all(a, b, c), all(d)},
			checks.Both(
				fails(0, failure("b", 3, "b 3"), failure("c", 1, cases.IsPermanent, "c 1")),
				results(0, 1, 0, 0), runs(0, 3, 3, 1),
				gives(1, 4), runs(1, 3)).Named("9.retry"),
			checks.Both(takes(0, 90.3), takes(1, 30.3)).Named("9.time"))),
		newCase("retry-timeout", []cases.Call{all(slow), all(own)},
			checks.Both(
				gives(0, 3), runs(0, 3),
				fails(1, failure("own", 1, "own error")), results(1, 0), runs(1, 1)).Named("9.retry"),
			checks.Both(takes(0, 110.3), takes(1, 45.3)).Named("9.time")),
	}
}

// Cases in which somebody else ends the work, and one without any.
func cancelling() []checks.Case {
	waits := task("a", fail(10, "a 1"), value(10, 1))
	waits.Attempts, waits.Backoff = 3, forever
	obeys := task("obeys", value(forever, 1))
	obeys.Timeout = forever / 2
	stopped := first(task("deaf", fail(80.2, "too late").deaf()), obeys)
	stopped.Cancel = 50
	listens := task("c", value(forever, 3))
	listens.Attempts, listens.Backoff = 3, 10
	ended := all(waits, task("b", value(30, 2)), listens)
	ended.Cancel = 50.2
	late := task("d", fail(80.2, "d 1").deaf())
	late.Attempts, late.Backoff = 3, 10
	deaf := all(late)
	deaf.Cancel = 50
	return []checks.Case{
		scheduled(newCase("retry-cancelled", []cases.Call{first(waits, task("b", fail(50.2, "error of b")))},
			takes(0, 50.2).Named("9.time"),
			checks.Both(alone(0, failure("b", 1, "error of b")), runs(0, 1, 1)).Named("9.cancel"))),
		scheduled(newCase("cancel-first", []cases.Call{stopped},
			checks.Both(causeItself(0), takes(0, 80.2), runs(0, 1, 1)).Named("9.cancel"))),
		scheduled(newCase("cancel-all", []cases.Call{ended, deaf},
			checks.Both(
				failsAtOnce(0, failure("a", 1, "a 1"), failure("c", 1, cases.Canceled)),
				results(0, 0, 2, 0), runs(0, 1, 1, 1),
				fails(1, failure("d", 1, "d 1")), results(1, 0), runs(1, 1)).Named("9.cancel"),
			checks.Both(takes(0, 50.2), takes(1, 80.2)).Named("9.time"))),
		types(),
	}
}

// A run is one that is made step by step.
type run cases.Run

func (r run) deaf() run {
	r.Deaf = true
	return r
}

// gives makes a run return a value beside its error.
func (r run) gives(v int) run {
	r.Value = v
	return r
}

func value(ms float64, v int) run { return run{Millis: ms, Value: v} }

func fail(ms float64, err string) run { return run{Millis: ms, End: cases.Fails, Err: err} }

func task(name string, runs ...run) cases.Task {
	t := cases.Task{Name: name}
	for _, r := range runs {
		t.Runs = append(t.Runs, cases.Run(r))
	}
	return t
}
