// fails: RESULTS in run: cancelled: tasks that were not begun look as if they had succeeded
//go:build ignore

package solution

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

type Kind int

const (
	IO Kind = iota
	CPU
	Unsafe
)

var ErrDied = errors.New("process died")

type PanicError struct{ Value any }

func (e *PanicError) Error() string { return fmt.Sprintf("panic: %v", e.Value) }

type Task struct {
	ID   int
	Kind Kind
	Cost time.Duration
	Run  func(ctx context.Context) (int, error)
}

type Result struct {
	ID, Value int
	Err       error
	Where     string
}

type Process interface {
	Do(ctx context.Context, t Task) (int, error)
	Close()
}

type Machine struct {
	LocalCores, Cores   int
	StartCost, SendCost time.Duration
	StartProcess        func(ctx context.Context) (Process, error)
}

// A doer does one task. again is false if it cannot do another one.
type doer func(ctx context.Context, t Task) (value int, err error, again bool)

// A job is a list of positions in tasks that some workers share.
type job struct {
	ctx     context.Context
	tasks   []Task
	todo    []int
	results []Result
	next    atomic.Int64
}

func (j *job) left() bool { return int(j.next.Load()) < len(j.todo) && j.ctx.Err() == nil }

// use does tasks with d until it cannot any more, or nothing is left.
func (j *job) use(d doer) {
	for j.ctx.Err() == nil {
		n := int(j.next.Add(1)) - 1
		if n >= len(j.todo) {
			return
		}
		i := j.todo[n]
		value, err, again := d(j.ctx, j.tasks[i])
		j.results[i].Value, j.results[i].Err = value, err
		if !again {
			return
		}
	}
}

func (j *job) rest(err error) {
	for n := int(j.next.Load()); n < len(j.todo); n++ {
		j.results[j.todo[n]].Err = err
	}
}

func inGoroutine(ctx context.Context, t Task) (value int, err error, again bool) {
	again = true
	defer func() {
		if v := recover(); v != nil {
			value, err = 0, &PanicError{v}
		}
	}()
	value, err = t.Run(ctx)
	return
}

func (j *job) goroutines(workers int) {
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() { j.use(inGoroutine) })
	}
	wg.Wait()
}

func (j *job) processes(m Machine, workers int) {
	var wg sync.WaitGroup
	var failure atomic.Value
	for range min(workers, len(j.todo)) {
		wg.Go(func() {
			for j.left() {
				p, err := m.StartProcess(j.ctx)
				if err != nil {
					failure.Store([]error{err})
					return
				}
				j.use(func(ctx context.Context, t Task) (int, error, bool) {
					v, err := p.Do(ctx, t)
					return v, err, !errors.Is(err, ErrDied)
				})
				p.Close()
			}
		})
	}
	wg.Wait()
	if err := j.ctx.Err(); err != nil {
		j.rest(err)
	} else if list, ok := failure.Load().([]error); ok {
		j.rest(list[0])
	}
}

func newResults(tasks []Task, where string) []Result {
	results := make([]Result, len(tasks))
	for i, t := range tasks {
		results[i].ID, results[i].Where = t.ID, where
	}
	return results
}

func everything(tasks []Task) (all []int) {
	for i := range tasks {
		all = append(all, i)
	}
	return all
}

func RunGoroutines(ctx context.Context, tasks []Task, workers int) []Result {
	j := &job{ctx: ctx, tasks: tasks, todo: everything(tasks), results: newResults(tasks, "goroutine")}
	j.goroutines(workers)
	return j.results
}

func RunProcesses(ctx context.Context, m Machine, tasks []Task, workers int) []Result {
	j := &job{ctx: ctx, tasks: tasks, todo: everything(tasks), results: newResults(tasks, "process")}
	j.processes(m, workers)
	return j.results
}

func Run(ctx context.Context, m Machine, tasks []Task) []Result {
	results := newResults(tasks, "goroutine")
	var io, cpu, away job
	for _, j := range []*job{&io, &cpu, &away} {
		j.ctx, j.tasks, j.results = ctx, tasks, results
	}
	var local, remote time.Duration
	for i, t := range tasks {
		if t.Kind == CPU {
			local += t.Cost
			remote += t.Cost + m.SendCost
			cpu.todo = append(cpu.todo, i)
		}
	}
	if m.StartCost+remote/time.Duration(m.Cores) < local/time.Duration(m.LocalCores) {
		cpu.todo = nil
	}
	for i, t := range tasks {
		switch {
		case t.Kind == IO:
			io.todo = append(io.todo, i)
		case t.Kind == Unsafe || cpu.todo == nil:
			away.todo = append(away.todo, i)
			results[i].Where = "process"
		}
	}
	var wg sync.WaitGroup
	wg.Go(func() { io.goroutines(len(io.todo)) })
	wg.Go(func() { cpu.goroutines(m.LocalCores) })
	wg.Go(func() { away.processes(m, m.Cores) })
	wg.Wait()
	return results
}
