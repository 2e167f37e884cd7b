// fails: RESULTS in goroutines: cancelled: only the first of the tasks that were not begun has a Result
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

// Kind says what a task needs.
type Kind int

// The kinds of tasks.
const (
	IO     Kind = iota // waits most of the time
	CPU                // computes
	Unsafe             // may kill the process it runs in
)

// ErrDied says that a process died while it ran a task.
var ErrDied = errors.New("process died")

// PanicError is the error of a task that panicked.
type PanicError struct{ Value any }

func (e *PanicError) Error() string { return fmt.Sprintf("panic: %v", e.Value) }

// Task is one thing to be done.
type Task struct {
	ID   int
	Kind Kind
	Cost time.Duration                          // how long Run takes
	Run  func(ctx context.Context) (int, error) // in a goroutine of this program
}

// Result is what became of a Task.
type Result struct {
	ID, Value int
	Err       error
	Where     string // "goroutine" or "process"
}

// Process is another program that does tasks, one at a time.
type Process interface {
	Do(ctx context.Context, t Task) (int, error) // sends and runs one task
	Close()                                      // once for each process
}

// Machine is what there is to compute with.
type Machine struct {
	LocalCores, Cores   int           // cores for goroutines of this program; cores for processes
	StartCost, SendCost time.Duration // per process; per task
	StartProcess        func(ctx context.Context) (Process, error)
}

// RunGoroutines starts a goroutine for each task as soon as there is a place.
func RunGoroutines(ctx context.Context, tasks []Task, workers int) (results []Result) {
	results = make([]Result, len(tasks))
	sem := make(chan struct{}, max(workers, 1))
	wg := new(sync.WaitGroup)
	defer wg.Wait()
	for i := range tasks {
		r := &results[i]
		r.ID, r.Where = tasks[i].ID, "goroutine"
		select {
		case sem <- struct{}{}:
		case <-ctx.Done():
		}
		if ctx.Err() != nil {
			r.Err = ctx.Err()
			break
		}
		wg.Add(1)
		go func() {
			defer wg.Done()
			defer func() { <-sem }()
			defer func() {
				if v := recover(); v != nil {
					r.Err = &PanicError{v}
				}
			}()
			r.Value, r.Err = tasks[i].Run(ctx)
		}()
	}
	return results
}

type pool struct {
	ctx   context.Context
	m     Machine
	tasks []Task
	res   []Result
	next  atomic.Int64
	alive atomic.Int64
}

func (p *pool) left() bool { return p.next.Load() < int64(len(p.tasks)) }

func (p *pool) worker() (err error) {
	var proc Process
	for p.left() {
		if proc == nil {
			proc, err = p.m.StartProcess(p.ctx)
			if err != nil {
				return err
			}
		}
		i := int(p.next.Add(1) - 1)
		if i >= len(p.tasks) {
			break
		}
		r := &p.res[i]
		r.Value, r.Err = proc.Do(p.ctx, p.tasks[i])
		if errors.Is(r.Err, ErrDied) {
			proc.Close()
			proc = nil
		}
	}
	if proc != nil {
		proc.Close()
	}
	return nil
}

// RunProcesses runs the tasks in at most that many processes.
func RunProcesses(ctx context.Context, m Machine, tasks []Task, workers int) []Result {
	p := &pool{ctx: ctx, m: m, tasks: tasks, res: make([]Result, len(tasks))}
	for i, t := range tasks {
		p.res[i].ID = t.ID
		p.res[i].Where = "process"
	}
	n := min(workers, len(tasks))
	errs := make([]error, n)
	var wg sync.WaitGroup
	wg.Add(n)
	for w := 0; w < n; w++ {
		go func(w int) {
			defer wg.Done()
			errs[w] = p.worker()
		}(w)
	}
	wg.Wait()
	var failed error
	for _, e := range errs {
		if e != nil {
			failed = e
			break
		}
	}
	if ctx.Err() != nil {
		failed = ctx.Err()
	}
	for i := int(p.next.Load()); i < len(tasks); i++ {
		p.res[i].Err = failed
	}
	return p.res
}

// Run runs each task where it belongs.
func Run(ctx context.Context, m Machine, tasks []Task) []Result {
	dest := make([]int, len(tasks)) // 0 own goroutine, 1 local pool, 2 processes
	var w time.Duration
	var n time.Duration
	for _, t := range tasks {
		if t.Kind == CPU {
			w, n = w+t.Cost, n+1
		}
	}
	cpu := 1
	if n > 0 {
		local := w.Seconds() / float64(m.LocalCores)
		remote := m.StartCost.Seconds() + (w+n*m.SendCost).Seconds()/float64(m.Cores)
		if remote < local-1e-9 {
			cpu = 2
		}
	}
	for i, t := range tasks {
		switch t.Kind {
		case CPU:
			dest[i] = cpu
		case Unsafe:
			dest[i] = 2
		}
	}
	results := make([]Result, len(tasks))
	runners := []func([]Task) []Result{
		func(ts []Task) []Result { return RunGoroutines(ctx, ts, len(ts)) },
		func(ts []Task) []Result { return RunGoroutines(ctx, ts, m.LocalCores) },
		func(ts []Task) []Result { return RunProcesses(ctx, m, ts, m.Cores) },
	}
	var wg sync.WaitGroup
	for d, run := range runners {
		wg.Go(func() {
			var mine []Task
			var at []int
			for i := range tasks {
				if dest[i] == d {
					mine = append(mine, tasks[i])
					at = append(at, i)
				}
			}
			for k, r := range run(mine) {
				results[at[k]] = r
			}
		})
	}
	wg.Wait()
	return results
}
