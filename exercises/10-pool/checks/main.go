// The judge of the exercise.
package main

import (
	"fmt"

	"weft/exercises/10-pool/cases"
	"weft/grader/checks"
)

func main() {
	var s checks.Suite
	s.Cases = append(s.Cases, working()...)
	s.Cases = append(s.Cases, weighing()...)
	s.Cases = append(s.Cases, telling()...)
	s.Cases = append(s.Cases, ending()...)
	s.Cases = append(s.Cases, crowd(), mixedPriorities(), mixedWeights())
	checks.Main(s)
}

// schedules is how often a case is repeated with other orders of what happens at one moment.
const schedules = 2

// Submissions of one moment are this far apart, in milliseconds, so that their order is known.
const apart = 0.001

// Cases about workers and the order of jobs.
func working() []checks.Case {
	scaling := newPlay(cases.Config{Min: 1, Max: 3, Idle: 50, Queue: 10, Budget: 100})
	scaling.submit(10, job("a", 100))
	scaling.submit(20, job("b", 40))
	scaling.submit(30, job("c", 50))
	scaling.submit(40, job("d", 60))
	scaling.stats(5, 15, 25, 35, 45, 125, 135, 165, 400)
	scaling.end(410)

	reuse := newPlay(cases.Config{Min: 2, Max: 4, Idle: 50.3, Queue: 10, Budget: 100})
	reuse.submit(10, job("a", 10.3), job("b", 10.7))
	reuse.submit(30, job("c", 5.1), job("d", 7.7))
	reuse.submit(36, job("e", 5.9))
	reuse.submit(200.5, job("f", 10.1), job("g", 20.3))
	reuse.stats(5, 15, 33, 39, 100, 205, 400)
	reuse.end(410)

	// The worker has work again before its Idle is over, twice: at 60.4 it is busy, at 85.4 it has not been idle for long.
	zero := newPlay(cases.Config{Min: 0, Max: 2, Idle: 30.3, Queue: 5, Budget: 10})
	zero.submit(10, job("a", 20.1))
	zero.submit(50, job("b", 5.1))
	zero.submit(58, job("c", 10.1))
	zero.submit(200, job("d", 10.1))
	zero.stats(5, 20, 45, 57, 62, 80, 90, 98.2, 98.6, 205, 240.2, 240.6)
	zero.end(300)

	most := newPlay(cases.Config{Min: 0, Max: 3, Idle: 50, Queue: 10, Budget: 100})
	for _, name := range []string{"a", "b", "c", "d", "e", "f", "g", "h", "i"} {
		most.submit(1, job(name, 10))
	}
	most.end(2)

	priority := newPlay(cases.Config{Min: 1, Max: 1, Idle: 50, Queue: 10, Budget: 100})
	with := func(name string, p int) cases.Job {
		return cases.Job{Name: name, Millis: 10.1, Priority: p}
	}
	priority.submit(1, job("a", 50.3))
	priority.submit(10, with("low", -1), with("n1", 0), with("h1", 5), with("n2", 0), with("h2", 5), with("n3", 0))
	priority.submit(55, with("top", 9))
	priority.end(60)

	return []checks.Case{
		scaling.scheduled("scaling",
			scaling.workers(1, 1, 2, 3, 3, 3, 2, 1, 1),
			starts(scaling, at("a", 10), at("b", 20), at("c", 30), at("d", 60))),
		reuse.scheduled("reuse",
			reuse.workers(2, 2, 2, 2, 2, 2, 2), checks.Reached(cases.Run, 2).Named(maxRunning),
			starts(reuse, at("a", 10), at("b", 10), at("c", 30), at("d", 30), at("e", 36), at("f", 200.5), at("g", 200.5))),
		zero.scheduled("min-zero",
			zero.workers(0, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 0),
			starts(zero, at("a", 10), at("b", 50), at("c", 58), at("d", 200))),
		most.scheduled("max",
			took(31), checks.Reached(cases.Run, 3).Named(maxRunning),
			starts(most, at("a", 1), at("b", 1), at("c", 1), at("d", 11), at("e", 11), at("f", 11), at("g", 21), at("h", 21), at("i", 21))),
		priority.scheduled("priority",
			starts(priority, at("a", 1), at("h1", 51.3), at("top", 61.4), at("h2", 71.5),
				at("n1", 81.6), at("n2", 91.7), at("n3", 101.8), at("low", 111.9))),
	}
}

// Cases about weights and the places in the queue.
func weighing() []checks.Case {
	budget := newPlay(cases.Config{Min: 1, Max: 5, Idle: 50, Queue: 10, Budget: 10})
	budget.submit(1, heavy("six", 6, 51), heavy("four", 4, 30))
	budget.submit(10, heavy("big", 7, 20))
	budget.submit(11, heavy("small", 1, 20))
	budget.submit(12, heavy("eleven", 11, 20))
	budget.submit(35, heavy("late", 1, 20)) // it would fit, as would small
	budget.end(100)

	grow := newPlay(cases.Config{Min: 1, Max: 4, Idle: 50, Queue: 10, Budget: 4})
	grow.submit(1, heavy("all", 4, 49))
	grow.submit(10, heavy("two", 2, 30), heavy("zero", 0, 30), heavy("less", -3, 30))
	grow.stats(45, 60)
	grow.end(75)

	full := newPlay(cases.Config{Min: 1, Max: 1, Idle: 50, Queue: 2, Budget: 10})
	full.submit(1, job("a", 50))
	full.submit(10, job("b", 20))
	full.submit(11, job("c", 20))
	full.submit(12, cases.Job{Name: "d", Priority: 9, Millis: 20})
	full.submit(13, heavy("huge", 11, 20))
	full.submit(60, job("e", 20))
	full.submit(61, job("f", 20))
	full.stats(15, 65)
	full.end(200)

	none := newPlay(cases.Config{Min: 0, Max: 2, Idle: 50, Queue: 0, Budget: 10})
	none.submit(1, heavy("a", 1, 30))
	none.submit(2, heavy("b", 6, 60))
	none.submit(3, heavy("c", 1, 20))
	none.submit(40, heavy("d", 5, 20))
	none.submit(41, heavy("e", 4, 20))
	none.submit(70, heavy("f", 10, 20))
	none.stats(10, 50)
	none.end(200)

	return []checks.Case{
		budget.scheduled("budget",
			starts(budget, at("six", 1), at("four", 1), at("big", 52), at("small", 52), at("late", 52)),
			budget.answers("eleven", cases.TooBig)),
		grow.scheduled("budget-grow",
			starts(grow, at("all", 1), at("two", 50), at("zero", 50), at("less", 50)),
			grow.workers(1, 3), took(80)),
		full.scheduled("queue-full",
			full.answers("d", cases.Full, "huge", cases.TooBig, "f", cases.Full),
			told("Stats at 15", tally{Workers: 1, Running: 1, Queued: 2, Peak: 1, Submitted: 3, Rejected: 2}),
			told("Stats at 65", tally{Workers: 1, Running: 1, Queued: 2, Peak: 1, Submitted: 4, Rejected: 3, Done: 1, Waited: 41}),
			starts(full, at("a", 1), at("b", 51), at("c", 71), at("e", 91))),
		none.scheduled("queue-zero",
			none.answers("c", cases.Full, "d", cases.Full),
			told("Stats at 10", tally{Workers: 2, Running: 2, Peak: 2, Submitted: 2, Rejected: 1}),
			told("Stats at 50", tally{Workers: 2, Running: 2, Peak: 2, Submitted: 3, Rejected: 2, Done: 1}),
			starts(none, at("a", 1), at("b", 2), at("e", 41), at("f", 70))),
	}
}

// Cases about numbers, failures, and jobs that use the pool.
func telling() []checks.Case {
	stats := newPlay(cases.Config{Min: 1, Max: 2, Idle: 50, Queue: 2, Budget: 10})
	stats.submit(10, job("a", 31))
	stats.submit(10.5, ends("b", 50.5, cases.Fails))
	stats.submit(11, ends("c", 30, cases.Panics))
	stats.submit(31, job("d", 20))
	stats.submit(35, job("e", 20))
	stats.stats(5, 45, 65, 300)
	stats.end(310)

	// What a panic has not given back, a worker or a weight, is missed by the next job, or by the last Stats.
	panics := newPlay(cases.Config{Min: 1, Max: 1, Idle: 50, Queue: 5, Budget: 1})
	panics.submit(1, ends("a", 10, cases.Panics), ends("b", 10, cases.Bursts), job("c", 10))
	panics.submit(50, ends("d", 10, cases.Panics))
	panics.stats(25, 70)
	panics.end(71)

	// b finds an idle worker, c needs a new one, the others wait. How soon those numbers change is not said, so that only the
	// first Stats are judged.
	inside := newPlay(cases.Config{Min: 2, Max: 3, Idle: 50, Queue: 10, Budget: 10})
	a := job("a", 10.3)
	a.Steps = []cases.Step{
		stats1("first Stats in a"), inside.later(job("b", 20.1)), inside.later(job("c", 30.7)), inside.later(job("d", 5)),
		inside.later(cases.Job{Name: "e", Priority: 3, Millis: 5.7}), stats1("second Stats in a"),
	}
	inside.submit(1, a)
	inside.end(60)

	return []checks.Case{
		stats.scheduled("stats",
			starts(stats, at("a", 10), at("b", 10.5), at("c", 41), at("d", 61)), stats.answers("e", cases.Full),
			told("Stats at 5", tally{Workers: 1, Peak: 1}),
			told("Stats at 45", tally{Workers: 2, Running: 2, Queued: 1, Peak: 2, Submitted: 4, Rejected: 1, Done: 1, Waited: 30}),
			told("Stats at 65", tally{Workers: 2, Running: 2, Peak: 2, Submitted: 4, Rejected: 1, Done: 1, Failed: 1, Waited: 60}),
			told("Stats at 300", tally{Workers: 1, Peak: 2, Submitted: 4, Rejected: 1, Done: 2, Failed: 2, Waited: 60}),
			told(atEnd, tally{Peak: 2, Submitted: 4, Rejected: 1, Done: 2, Failed: 2, Waited: 60})),
		panics.scheduled("panic",
			starts(panics, at("a", 1), at("b", 11), at("c", 21), at("d", 50)),
			told("Stats at 25", tally{Workers: 1, Running: 1, Peak: 1, Submitted: 3, Failed: 2, Waited: 30}),
			told("Stats at 70", tally{Workers: 1, Peak: 1, Submitted: 4, Failed: 3, Done: 1, Waited: 30}),
			told(atEnd, tally{Peak: 1, Submitted: 4, Failed: 3, Done: 1, Waited: 30})),
		inside.scheduled("submit-from-job",
			told("first Stats in a", tally{Workers: 2, Running: 1, Peak: 2, Submitted: 1}),
			starts(inside, at("a", 1), at("b", 11.3), at("c", 11.3), at("e", 11.3), at("d", 17)),
			told(atEnd, tally{Peak: 3, Submitted: 5, Done: 5, Waited: 5.7})),
	}
}

// Cases about Shutdown.
func ending() []checks.Case {
	graceful := newPlay(cases.Config{Min: 1, Max: 1, Idle: 50, Queue: 5, Budget: 10})
	b := job("b", 30)
	b.Steps = []cases.Step{graceful.later(job("from b", 10))}
	graceful.submit(1, job("a", 19))
	graceful.submit(1.5, b)
	graceful.submit(2, job("c", 30))
	graceful.in.Actors = append(graceful.in.Actors,
		[]cases.Step{shutdown("second Shutdown", 3, 0)},
		[]cases.Step{graceful.step(10, job("late", 10)), graceful.step(11, heavy("huge", 11, 10))})
	graceful.stats(60)
	graceful.end(3)
	graceful.main(shutdown("Shutdown after the end", 90, 0))

	idle := newPlay(cases.Config{Min: 2, Max: 3, Idle: 500, Queue: 5, Budget: 10})
	idle.submit(1, job("a", 10.1), job("b", 20.3), job("c", 30.7))
	idle.in.Actors = append(idle.in.Actors, []cases.Step{shutdown("second Shutdown", 100.3, 0)})
	idle.end(100.3)
	idle.main(idle.step(120, job("late", 10)))

	hard := stopping()
	hard.in.Actors = append(hard.in.Actors, []cases.Step{shutdown("second Shutdown", 20, 0)})
	// The ctx of the third ends during the hard stop; those of the others had ended before the call, when all is over. Which
	// error these give is not said.
	hard.in.Actors = append(hard.in.Actors, []cases.Step{shutdown("third Shutdown", 30, 40.1)})
	hard.main(shutdown(theShutdown, 10, 39.5))
	for i := range 4 {
		hard.main(shutdown(fmt.Sprintf("Shutdown %d after the end", i+1), 95, over))
	}
	hard.main(stats1(atEnd))

	second := stopping()
	second.in.Actors = append(second.in.Actors, []cases.Step{shutdown("second Shutdown", 20, 29.5)})
	second.main(shutdown(theShutdown, 10, 0), stats1(atEnd))

	// The ctx has ended when Shutdown is called.
	ended := stopping()
	ended.in.Actors = append(ended.in.Actors, []cases.Step{shutdown("second Shutdown", 20, 0)})
	ended.main(shutdown(theShutdown, 49.5, over), stats1(atEnd))

	stopped := func(p *play, own checks.Check) []checks.Named {
		return []checks.Named{
			starts(p, at("a", 1), at("b", 1.5)),
			checks.Both(own, returned(theShutdown, 90), returned("second Shutdown", 90), toldToEnd(p, 49.5, "a", "b")).Named(shutdowns),
			p.answers("late", cases.Closed),
			told("Stats at 60", tally{Workers: unjudged, Running: 1, Peak: 2, Submitted: 4, Rejected: 1, Failed: 1, Dropped: 2}),
			told(atEnd, tally{Peak: 2, Submitted: 4, Rejected: 1, Done: 1, Failed: 1, Dropped: 2}),
		}
	}
	return []checks.Case{
		graceful.scheduled("graceful",
			checks.Both(
				fails(theShutdown, ""), returned(theShutdown, 80), fails("second Shutdown", ""), returned("second Shutdown", 80),
				fails("Shutdown after the end", ""), returned("Shutdown after the end", 90), toldToEnd(graceful, 0)).Named(shutdowns),
			graceful.answers("late", cases.Closed, "huge", cases.Closed, "from b", cases.Closed),
			starts(graceful, at("a", 1), at("b", 20), at("c", 50)),
			told("Stats at 60", tally{Workers: unjudged, Running: 1, Peak: 1, Submitted: 3, Rejected: 3, Done: 2, Waited: 66.5}),
			told(atEnd, tally{Peak: 1, Submitted: 3, Rejected: 3, Done: 3, Waited: 66.5})),
		idle.scheduled("idle-shutdown",
			checks.Both(
				fails(theShutdown, ""), returned(theShutdown, 100.3),
				fails("second Shutdown", ""), returned("second Shutdown", 100.3)).Named(shutdowns),
			idle.answers("late", cases.Closed),
			starts(idle, at("a", 1), at("b", 1), at("c", 1)),
			told(atEnd, tally{Peak: 3, Submitted: 3, Done: 3})),
		hard.scheduled("hard-stop", stopped(hard, checks.Both(
			fails(theShutdown, cases.Expired), returned("third Shutdown", 90), returned("Shutdown 4 after the end", 95)))...),
		second.scheduled("hard-stop-second", stopped(second, fails("second Shutdown", cases.Expired))...),
		ended.scheduled("hard-stop-at-once", stopped(ended, fails(theShutdown, cases.Expired))...),
	}
}

// stopping is a pool with two running jobs and two that wait. Of the running ones a obeys when it is told to end.
func stopping() *play {
	p := newPlay(cases.Config{Min: 1, Max: 2, Idle: 50, Queue: 5, Budget: 10})
	p.submit(1, job("a", 200))
	p.submit(1.5, cases.Job{Name: "b", Millis: 88.5, Deaf: true})
	p.submit(2, job("c", 10), job("d", 10))
	p.in.Actors = append(p.in.Actors, []cases.Step{p.step(55, job("late", 10))})
	p.stats(60)
	return p
}
