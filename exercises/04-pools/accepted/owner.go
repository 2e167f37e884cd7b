// accepted: one loop in RunProcesses owns tasks, processes and results; the goroutines only report to it
//go:build ignore

package solution

import (
	"context"
	"errors"
	"fmt"
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

type report struct {
	process Process // nil: it did not start
	task    int     // -1: it was started
	result  Result
	err     error
}

func RunProcesses(ctx context.Context, m Machine, tasks []Task, workers int) []Result {
	results := make([]Result, len(tasks))
	for i, t := range tasks {
		results[i] = Result{ID: t.ID, Where: "process"}
	}
	reports := make(chan report)
	start := func() {
		p, err := m.StartProcess(ctx)
		reports <- report{process: p, task: -1, err: err}
	}
	do := func(p Process, i int) {
		value, err := p.Do(ctx, tasks[i])
		reports <- report{p, i, Result{tasks[i].ID, value, err, "process"}, err}
	}
	next, busy := 0, min(workers, len(tasks))
	for range busy {
		go start()
	}
	var startErr error
	for busy > 0 {
		r := <-reports
		if r.task >= 0 {
			results[r.task] = r.result
		}
		if r.process == nil {
			startErr = r.err
			busy--
			continue
		}
		died := r.task >= 0 && errors.Is(r.err, ErrDied)
		switch {
		case next == len(tasks) || ctx.Err() != nil:
			r.process.Close()
			busy--
		case died:
			r.process.Close()
			go start()
		default:
			go do(r.process, next)
			next++
		}
	}
	for ; next < len(tasks); next++ {
		results[next].Err = startErr
		if ctx.Err() != nil {
			results[next].Err = ctx.Err()
		}
	}
	return results
}

func RunGoroutines(ctx context.Context, tasks []Task, workers int) []Result {
	type done struct {
		i int
		r Result
	}
	results := make([]Result, len(tasks))
	dones := make(chan done)
	running, next := 0, 0
	for next < len(tasks) || running > 0 {
		for next < len(tasks) && running < workers {
			go func(i int) {
				r := Result{ID: tasks[i].ID, Where: "goroutine"}
				defer func() {
					if v := recover(); v != nil {
						r.Err = &PanicError{v}
					}
					dones <- done{i, r}
				}()
				r.Value, r.Err = tasks[i].Run(ctx)
			}(next)
			next++
			running++
		}
		d := <-dones
		results[d.i] = d.r
		running--
		if ctx.Err() != nil {
			for ; next < len(tasks); next++ {
				results[next] = Result{ID: tasks[next].ID, Err: ctx.Err(), Where: "goroutine"}
			}
		}
	}
	return results
}

func Run(ctx context.Context, m Machine, tasks []Task) []Result {
	var sum, n float64
	for _, t := range tasks {
		if t.Kind == CPU {
			sum += float64(t.Cost)
			n++
		}
	}
	remote := float64(m.StartCost)+(sum+n*float64(m.SendCost))/float64(m.Cores) < sum/float64(m.LocalCores)
	pick := func(want func(Task) bool) (list []Task) {
		for _, t := range tasks {
			if want(t) {
				list = append(list, t)
			}
		}
		return list
	}
	parts := make(chan []Result)
	io := pick(func(t Task) bool { return t.Kind == IO })
	go func() { parts <- RunGoroutines(ctx, io, len(io)) }()
	go func() {
		parts <- RunGoroutines(ctx, pick(func(t Task) bool { return t.Kind == CPU && !remote }), m.LocalCores)
	}()
	go func() {
		parts <- RunProcesses(ctx, m, pick(func(t Task) bool { return t.Kind == Unsafe || t.Kind == CPU && remote }), m.Cores)
	}()
	byID := map[int]Result{}
	for range 3 {
		for _, r := range <-parts {
			byID[r.ID] = r
		}
	}
	results := make([]Result, 0, len(tasks))
	for _, t := range tasks {
		results = append(results, byID[t.ID])
	}
	return results
}
