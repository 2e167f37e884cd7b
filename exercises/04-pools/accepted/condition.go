// accepted: mutex and condition; a worker takes a task first, and gives it back if its process does not start
//go:build ignore

package solution

import (
	"context"
	"errors"
	"fmt"
	"sync"
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

// A queue hands out tasks. One that was taken may come back as long as a process for it is being started.
type queue struct {
	mu       sync.Mutex
	changed  *sync.Cond
	waiting  []int
	starting int // workers that have a task and no process yet
	workers  int
	lastErr  error
}

func newQueue(n, workers int) *queue {
	q := &queue{workers: workers}
	q.changed = sync.NewCond(&q.mu)
	for i := 0; i < n; i++ {
		q.waiting = append(q.waiting, i)
	}
	return q
}

// take waits for a task; ok is false if none will come. needs says that a process must be started for it.
func (q *queue) take(needs bool) (i int, ok bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.waiting) == 0 && q.starting > 0 {
		q.changed.Wait()
	}
	if len(q.waiting) == 0 {
		return 0, false
	}
	i = q.waiting[0]
	q.waiting = q.waiting[1:]
	if needs {
		q.starting++
	}
	return i, true
}

func (q *queue) started(i int, err error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.starting--
	if err != nil {
		q.workers--
		q.lastErr = err
		q.waiting = append([]int{i}, q.waiting...)
	}
	q.changed.Broadcast()
}

func RunGoroutines(ctx context.Context, tasks []Task, workers int) []Result {
	results := make([]Result, len(tasks))
	q := newQueue(len(tasks), workers)
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for {
				i, ok := q.take(false)
				if !ok {
					return
				}
				func() {
					r := &results[i]
					r.ID, r.Where = tasks[i].ID, "goroutine"
					defer func() {
						if v := recover(); v != nil {
							r.Err = &PanicError{v}
						}
					}()
					if r.Err = ctx.Err(); r.Err == nil {
						r.Value, r.Err = tasks[i].Run(ctx)
					}
				}()
			}
		})
	}
	wg.Wait()
	return results
}

func RunProcesses(ctx context.Context, m Machine, tasks []Task, workers int) []Result {
	results := make([]Result, len(tasks))
	if len(tasks) < workers {
		workers = len(tasks)
	}
	q := newQueue(len(tasks), workers)
	var wg sync.WaitGroup
	for range workers {
		// Each has a task before the next one is started, so that nobody finds nothing.
		first, _ := q.take(true)
		wg.Go(func() { q.work(ctx, m, tasks, results, first) })
	}
	wg.Wait()
	for i := range results {
		if results[i].Where == "" {
			results[i] = Result{ID: tasks[i].ID, Err: q.lastErr, Where: "process"}
		}
	}
	return results
}

func (q *queue) work(ctx context.Context, m Machine, tasks []Task, results []Result, i int) {
	var p Process
	defer func() {
		if p != nil {
			p.Close()
		}
	}()
	for ok := true; ok; i, ok = q.take(p == nil) {
		if p == nil {
			fresh, err := m.StartProcess(ctx)
			q.started(i, err)
			if err != nil {
				return
			}
			p = fresh
		}
		value, err := p.Do(ctx, tasks[i])
		results[i] = Result{tasks[i].ID, value, err, "process"}
		if errors.Is(err, ErrDied) {
			p.Close()
			p = nil
		}
	}
}

func Run(ctx context.Context, m Machine, tasks []Task) []Result {
	var io, compute, remote []Task
	var w time.Duration
	for _, t := range tasks {
		if t.Kind == CPU {
			w += t.Cost
			compute = append(compute, t)
		}
	}
	away := m.StartCost+(w+time.Duration(len(compute))*m.SendCost)/time.Duration(m.Cores) < w/time.Duration(m.LocalCores)
	if away {
		compute = nil
	}
	for _, t := range tasks {
		switch {
		case t.Kind == IO:
			io = append(io, t)
		case t.Kind == Unsafe || away:
			remote = append(remote, t)
		}
	}
	var a, b, c []Result
	var wg sync.WaitGroup
	wg.Go(func() { a = RunGoroutines(ctx, io, len(io)) })
	wg.Go(func() { b = RunGoroutines(ctx, compute, m.LocalCores) })
	wg.Go(func() { c = RunProcesses(ctx, m, remote, m.Cores) })
	wg.Wait()
	var all []Result
	for _, t := range tasks {
		for _, list := range []*[]Result{&a, &b, &c} {
			if len(*list) > 0 && (*list)[0].ID == t.ID {
				all = append(all, (*list)[0])
				*list = (*list)[1:]
				break
			}
		}
	}
	return all
}
