// The driver of the exercise: tasks that take virtual time, and goroutines that call a Manager's methods at their moments.
package main

import (
	"context"
	"errors"
	"sync"
	"time"

	"weft/exercises/05-manager/cases"
	"weft/exercises/05-manager/solution"
	"weft/grader/probe"
)

func main() { probe.Main(run) }

func run(p *probe.Probe, in cases.In) cases.Out {
	b := &bench{p: p, in: in, broken: errors.New(cases.Broken), cleanedUp: errors.New(cases.CleanedUp)}
	b.number()
	p.Call(func() {
		b.m = solution.NewManager(in.Workers)
		var others sync.WaitGroup
		for i, steps := range in.Actors {
			if i > 0 {
				others.Go(func() { b.all(steps, b.actors[i]) })
			}
		}
		if len(in.Actors) > 0 {
			b.all(in.Actors[0], b.actors[0])
		}
		others.Wait()
	})
	return b.out()
}

// A bench is what actors and tasks share. Each answer has a place of its own, so that nobody needs a lock.
type bench struct {
	p                 *probe.Probe
	in                cases.In
	m                 *solution.Manager
	answers           []answer
	actors, tasks     []int // number of the first step of each
	broken, cleanedUp error
}

// An answer is what a method returned; words are made of it when all is over.
type answer struct {
	name string
	done bool
	ok   bool
	id   int
	info solution.Info
	err  error
}

// number gives each step its place.
func (b *bench) number() {
	place := func(steps []cases.Step) int {
		first := len(b.answers)
		for _, s := range steps {
			b.answers = append(b.answers, answer{name: s.Name})
		}
		return first
	}
	for _, steps := range b.in.Actors {
		b.actors = append(b.actors, place(steps))
	}
	for _, t := range b.in.Tasks {
		b.tasks = append(b.tasks, place(t.Steps))
	}
}

func (b *bench) all(steps []cases.Step, number int) {
	for i, s := range steps {
		b.step(s, number+i)
	}
}

func (b *bench) step(s cases.Step, number int) {
	if wait := millis(s.At) - b.p.Now(); wait > 0 {
		_ = b.p.Sleep(context.Background(), wait)
	}
	ctx, cancel := context.Background(), func() {}
	if s.Limit > 0 {
		ctx, cancel = context.WithTimeout(ctx, millis(s.Limit))
	}
	defer cancel()
	var a answer
	span := b.p.Begin(cases.Call, number)
	switch s.Do {
	case "Submit":
		a.id, a.err = b.m.Submit(s.Priority, b.task(s.Task))
	case "Cancel":
		a.ok = b.m.Cancel(s.ID)
	case "Info":
		a.info, a.ok = b.m.Info(s.ID)
	case "Wait":
		a.info, a.err = b.m.Wait(ctx, s.ID)
	case "Shutdown":
		a.err = b.m.Shutdown(ctx)
	default:
		panic("no such step: " + s.Do)
	}
	span.End(a.err != nil)
	b.put(number, a)
}

// put keeps an answer. The race detector does not look: a Manager that forgets a task would have it blamed on the driver.
//
//go:norace
func (b *bench) put(number int, a answer) {
	to := &b.answers[number]
	to.done, to.ok, to.id, to.info, to.err = true, a.ok, a.id, a.info, a.err
}

//go:norace
func (b *bench) get(number int) answer { return b.answers[number] }

// task is what is submitted.
func (b *bench) task(n int) func(context.Context) error {
	t := b.in.Tasks[n]
	return func(ctx context.Context) (err error) {
		span := b.p.Begin(cases.Run, n)
		defer func() { span.End(err != nil) }()
		if b.p.Sleep(ctx, millis(t.Millis)) != nil {
			b.p.Mark(cases.Told, n)
			_ = b.p.Sleep(context.Background(), millis(t.CleanUp))
			return b.end(t.Told)
		}
		b.all(t.Steps, b.tasks[n])
		return b.end(t.End)
	}
}

func (b *bench) end(how string) error {
	switch how {
	case cases.Broken:
		return b.broken
	case cases.CleanedUp:
		return b.cleanedUp
	case cases.Canceled:
		return context.Canceled
	case cases.Panics:
		panic(cases.PanicText)
	}
	return nil
}

func (b *bench) out() (out cases.Out) {
	for i := range b.answers {
		a := b.get(i)
		out.Said = append(out.Said, cases.Said{
			Name: a.name, Number: i, Done: a.done, OK: a.ok, ID: max(a.id, a.info.ID), Priority: a.info.Priority,
			State: string(a.info.State), InfoErr: b.word(a.info.Err), Err: b.word(a.err),
		})
	}
	return out
}

func (b *bench) word(err error) string {
	if err == nil {
		return ""
	}
	for _, known := range []struct {
		is   error
		word string
	}{
		{b.broken, cases.Broken}, {b.cleanedUp, cases.CleanedUp}, {solution.ErrClosed, cases.Closed},
		{solution.ErrUnknown, cases.Unknown}, {context.Canceled, cases.Canceled}, {context.DeadlineExceeded, cases.Expired},
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
