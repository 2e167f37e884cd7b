// fails: WHERE in run: an odd number of tasks: local is counted in whole rounds of all cores
//go:build ignore

package solution

import (
	"context"
	"errors"
	"fmt"
	"sync"
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

// cursor hands out positions.
type cursor struct {
	mu   sync.Mutex
	next int
	n    int
}

func (c *cursor) take() (int, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.next >= c.n {
		return 0, false
	}
	c.next++
	return c.next - 1, true
}

func (c *cursor) more() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.next < c.n
}

func prepare(tasks []Task, where string) []Result {
	rs := make([]Result, len(tasks))
	for i, t := range tasks {
		rs[i] = Result{ID: t.ID, Where: where}
	}
	return rs
}

// RunGoroutines runs the tasks in goroutines, at most workers at a time.
func RunGoroutines(ctx context.Context, tasks []Task, workers int) []Result {
	rs := prepare(tasks, "goroutine")
	cur := cursor{n: len(tasks)}
	var wg sync.WaitGroup
	for range min(workers, len(tasks)) {
		wg.Go(func() {
			for i, ok := cur.take(); ok; i, ok = cur.take() {
				if err := ctx.Err(); err != nil {
					rs[i].Err = err
					continue
				}
				rs[i].Value, rs[i].Err = safely(ctx, tasks[i].Run)
			}
		})
	}
	wg.Wait()
	return rs
}

func safely[T any](ctx context.Context, f func(context.Context) (T, error)) (v T, err error) {
	defer func() {
		if x := recover(); x != nil {
			err = &PanicError{Value: x}
		}
	}()
	return f(ctx)
}

// RunProcesses runs the tasks in at most that many processes.
func RunProcesses(ctx context.Context, m Machine, tasks []Task, workers int) []Result {
	rs := prepare(tasks, "process")
	cur := &cursor{n: len(tasks)}
	var wg sync.WaitGroup
	var mu sync.Mutex
	var startErr error
	for range min(workers, len(tasks)) {
		wg.Go(func() {
			var p Process
			defer func() {
				if p != nil {
					p.Close()
				}
			}()
			for {
				if p == nil {
					if !cur.more() {
						return
					}
					var err error
					if p, err = m.StartProcess(ctx); err != nil {
						p = nil
						mu.Lock()
						startErr = err
						mu.Unlock()
						return
					}
				}
				i, ok := cur.take()
				if !ok {
					return
				}
				if ctx.Err() != nil {
					rs[i].Err = ctx.Err()
					return
				}
				rs[i].Value, rs[i].Err = p.Do(ctx, tasks[i])
				if errors.Is(rs[i].Err, ErrDied) {
					p.Close()
					p = nil
				}
			}
		})
	}
	wg.Wait()
	for i, ok := cur.take(); ok; i, ok = cur.take() {
		rs[i].Err = startErr
		if ctx.Err() != nil {
			rs[i].Err = ctx.Err()
		}
	}
	return rs
}

// Run runs each task where it belongs.
func Run(ctx context.Context, m Machine, tasks []Task) []Result {
	var w time.Duration
	n := 0
	for _, t := range tasks {
		if t.Kind == CPU {
			w += t.Cost
			n++
		}
	}
	toProcess := false
	if n > 0 {
		local := float64((n+m.LocalCores-1)/m.LocalCores) * float64(w) / float64(n)
		remote := float64(m.StartCost) + (float64(w)+float64(n)*float64(m.SendCost))/float64(m.Cores)
		toProcess = remote < local
	}
	var io, cpu, proc []int
	for i, t := range tasks {
		switch {
		case t.Kind == IO:
			io = append(io, i)
		case t.Kind == Unsafe || toProcess:
			proc = append(proc, i)
		default:
			cpu = append(cpu, i)
		}
	}
	out := make([]Result, len(tasks))
	var wg sync.WaitGroup
	part := func(which []int, run func([]Task) []Result) {
		if len(which) == 0 {
			return
		}
		wg.Go(func() {
			var ts []Task
			for _, i := range which {
				ts = append(ts, tasks[i])
			}
			for k, r := range run(ts) {
				out[which[k]] = r
			}
		})
	}
	part(io, func(ts []Task) []Result { return RunGoroutines(ctx, ts, len(ts)) })
	part(cpu, func(ts []Task) []Result { return RunGoroutines(ctx, ts, m.LocalCores) })
	part(proc, func(ts []Task) []Result { return RunProcesses(ctx, m, ts, m.Cores) })
	wg.Wait()
	return out
}
