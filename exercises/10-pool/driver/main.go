// The driver of the exercise: jobs that take virtual time, and goroutines that call a Pool's methods at their moments.
package main

import (
	"context"
	"errors"
	"sync"
	"time"

	"weft/exercises/10-pool/cases"
	"weft/exercises/10-pool/solution"
	"weft/grader/probe"
)

func main() { probe.Main(run) }

func run(p *probe.Probe, in cases.In) cases.Out {
	b := &bench{p: p, in: in, broken: errors.New("the job is broken")}
	b.number()
	c := in.Config
	config := solution.Config{Min: c.Min, Max: c.Max, Idle: millis(c.Idle), Queue: c.Queue, Budget: c.Budget}
	p.Call(func() {
		b.pool = solution.New(config)
		var others sync.WaitGroup
		for i, steps := range in.Actors[1:] {
			others.Go(func() { b.all(steps, b.actors[i+1]) })
		}
		b.all(in.Actors[0], b.actors[0])
		others.Wait()
	})
	return b.out()
}

// A bench is what actors and jobs share. Each answer has a place of its own, so that nobody needs a lock.
type bench struct {
	p            *probe.Probe
	in           cases.In
	pool         *solution.Pool
	answers      []answer
	actors, jobs []int // number of the first step of each
	broken       error
}

// An answer is what a method returned; words are made of it when all is over.
type answer struct {
	step  cases.Step
	done  bool
	err   error
	stats solution.Stats
}

// number gives each step its place.
func (b *bench) number() {
	place := func(steps []cases.Step) int {
		first := len(b.answers)
		for _, s := range steps {
			b.answers = append(b.answers, answer{step: s})
		}
		return first
	}
	for _, steps := range b.in.Actors {
		b.actors = append(b.actors, place(steps))
	}
	for _, j := range b.in.Jobs {
		b.jobs = append(b.jobs, place(j.Steps))
	}
}

func (b *bench) all(steps []cases.Step, number int) {
	for i, s := range steps {
		b.step(s, number+i)
	}
}

func (b *bench) step(s cases.Step, number int) {
	if wait := millis(s.At) - b.p.Now(); wait > 0 {
		time.Sleep(wait)
	}
	ctx, cancel := context.Background(), func() {}
	if s.Limit != 0 {
		ctx, cancel = context.WithTimeout(ctx, millis(s.Limit))
	}
	defer cancel()
	a := answer{step: s, done: true}
	span := b.p.Begin(cases.Call, number)
	switch s.Do {
	case "Submit":
		a.err = b.pool.Submit(b.job(s.Job))
	case "Stats":
		a.stats = b.pool.Stats()
	case "Shutdown":
		a.err = b.pool.Shutdown(ctx)
	default:
		panic("no such step: " + s.Do)
	}
	span.End(a.err != nil)
	b.put(number, a)
}

// put keeps an answer. The race detector does not look: a Pool that forgets a job would have it blamed on the driver.
//
//go:norace
func (b *bench) put(number int, a answer) {
	to := &b.answers[number]
	to.done, to.err, to.stats = a.done, a.err, a.stats
}

//go:norace
func (b *bench) get(number int) answer { return b.answers[number] }

// job is what is submitted.
func (b *bench) job(n int) solution.Job {
	j := b.in.Jobs[n]
	return solution.Job{Priority: j.Priority, Weight: j.Weight, Run: func(ctx context.Context) (err error) {
		span := b.p.Begin(cases.Run, n)
		defer func() { span.End(err != nil) }()
		began := b.p.Now()
		if err := b.p.Sleep(ctx, millis(j.Millis)); err != nil {
			b.p.Mark(cases.Told, n)
			if !j.Deaf {
				return err
			}
			time.Sleep(began + millis(j.Millis) - b.p.Now())
		}
		b.all(j.Steps, b.jobs[n])
		switch j.End {
		case cases.Fails:
			return b.broken
		case cases.Panics:
			panic("the job has run out of paper")
		case cases.Bursts:
			panic(b.broken)
		}
		return nil
	}}
}

func (b *bench) out() (out cases.Out) {
	for i := range b.answers {
		a := b.get(i)
		s := cases.Said{Name: a.step.Name, Number: i, Job: -1, Done: a.done, Err: word(a.err)}
		switch a.step.Do {
		case "Submit":
			s.Job = a.step.Job
		case "Stats":
			s.Stats = stats(a.stats)
		}
		out.Said = append(out.Said, s)
	}
	return out
}

func stats(s solution.Stats) *cases.Stats {
	return &cases.Stats{
		Workers: s.Workers, Running: s.Running, Queued: s.Queued, Peak: s.Peak, Submitted: s.Submitted, Rejected: s.Rejected,
		Done: s.Done, Failed: s.Failed, Dropped: s.Dropped, Waited: int(s.Waited / time.Microsecond),
	}
}

func word(err error) string {
	if err == nil {
		return ""
	}
	for _, known := range []struct {
		is   error
		word string
	}{
		{solution.ErrFull, cases.Full}, {solution.ErrClosed, cases.Closed}, {solution.ErrTooBig, cases.TooBig},
		{context.Canceled, cases.Canceled}, {context.DeadlineExceeded, cases.Expired},
	} {
		if errors.Is(err, known.is) {
			return known.word
		}
	}
	if text := err.Error(); text != "" {
		return text
	}
	return "an error without text"
}

func millis(ms float64) time.Duration {
	return time.Duration(ms*1e6 + 0.5).Round(time.Microsecond)
}
