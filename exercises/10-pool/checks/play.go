package main

import (
	"fmt"
	"slices"

	"weft/exercises/10-pool/cases"
	"weft/grader/checks"
)

// The checks of the exercise, but for those that every case makes by itself.
const (
	workers    = "10.workers"
	order      = "10.order"
	maxRunning = "10.max-running"
	timing     = "10.time"
	weights    = "10.budget"
	submits    = "10.submit"
	numbers    = "10.stats"
	shutdowns  = "10.shutdown"
)

// Names of steps that almost every case has.
const (
	theShutdown = "Shutdown"
	atEnd       = "Stats after the end"
)

// A play is a case's input while it is written down: its first actor submits jobs and shuts the pool down, its second
// asks for Stats.
type play struct {
	in cases.In
}

func newPlay(c cases.Config) *play {
	return &play{cases.In{Config: c, Actors: make([][]cases.Step, 2)}}
}

// main adds steps of the first actor.
func (p *play) main(steps ...cases.Step) { p.in.Actors[0] = append(p.in.Actors[0], steps...) }

// submit submits jobs at a moment, in this order.
func (p *play) submit(at float64, jobs ...cases.Job) {
	for _, j := range jobs {
		if n := len(p.in.Actors[0]); n > 0 {
			at = max(at, p.in.Actors[0][n-1].At+apart)
		}
		p.main(p.step(at, j))
	}
}

// step is the Submit of a job.
func (p *play) step(at float64, j cases.Job) cases.Step {
	p.in.Jobs = append(p.in.Jobs, j)
	return cases.Step{Name: "Submit " + j.Name, At: at, Do: "Submit", Job: len(p.in.Jobs) - 1}
}

// later is the Submit of a job by whoever comes to it.
func (p *play) later(j cases.Job) cases.Step { return p.step(0, j) }

// stats asks at these moments.
func (p *play) stats(at ...float64) {
	for _, ms := range at {
		p.in.Actors[1] = append(p.in.Actors[1], cases.Step{Name: fmt.Sprintf("Stats at %.6g", ms), At: ms, Do: "Stats"})
	}
}

// end shuts the pool down, and asks once more.
func (p *play) end(at float64) { p.main(shutdown(theShutdown, at, 0), stats1(atEnd)) }

// over is the limit of a ctx that has ended before the call.
const over = -1

func stats1(name string) cases.Step { return cases.Step{Name: name, Do: "Stats"} }

func shutdown(name string, at, limit float64) cases.Step {
	return cases.Step{Name: name, At: at, Do: "Shutdown", Limit: limit}
}

func job(name string, ms float64) cases.Job { return cases.Job{Name: name, Millis: ms} }

func heavy(name string, weight int, ms float64) cases.Job {
	return cases.Job{Name: name, Weight: weight, Millis: ms}
}

func ends(name string, ms float64, how string) cases.Job {
	return cases.Job{Name: name, Millis: ms, End: how}
}

// find is the number of a job.
func (p *play) find(name string) int {
	n := slices.IndexFunc(p.in.Jobs, func(j cases.Job) bool { return j.Name == name })
	if n < 0 {
		panic("no job is called " + name)
	}
	return n
}

// scheduled is the case, which is run under schedules too.
func (p *play) scheduled(name string, own ...checks.Named) checks.Case {
	c := p.once(name, own...)
	c.Schedules = schedules
	return c
}

// once is the case with its own checks and those that hold always, each name once.
func (p *play) once(name string, own ...checks.Named) checks.Case {
	c := checks.Case{Name: name, Input: p.in}
	always := []checks.Named{
		checks.Check(p.light).Named(weights), checks.AtMost(cases.Run, p.in.Config.Max).Named(maxRunning),
		checks.Check(prompt).Named(submits), checks.Holds(sums).Named(numbers),
	}
	if !slices.ContainsFunc(own, func(n checks.Named) bool { return n.Name == submits }) {
		always = append(always, p.answers())
	}
	for _, n := range append(own, always...) {
		if at := slices.IndexFunc(c.Checks, func(k checks.Named) bool { return k.Name == n.Name }); at >= 0 {
			c.Checks[at].Check = checks.Both(c.Checks[at].Check, n.Check)
		} else {
			c.Checks = append(c.Checks, n)
		}
	}
	return c
}
