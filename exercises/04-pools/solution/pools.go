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

// A list hands out tasks, one after the other, and keeps a place for the result of each.
type list struct {
	tasks   []Task
	results []Result

	mu   sync.Mutex
	next int // the first task that nobody has taken
}

func newList(tasks []Task, where string) *list {
	l := &list{tasks: tasks, results: make([]Result, len(tasks))}
	for i, t := range tasks {
		l.results[i] = Result{ID: t.ID, Where: where}
	}
	return l
}

// take is the next task's position; ok is false if none is left, or ctx has ended.
func (l *list) take(ctx context.Context) (i int, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.next == len(l.tasks) || ctx.Err() != nil {
		return 0, false
	}
	l.next++
	return l.next - 1, true
}

// empty reports whether every task has been taken.
func (l *list) empty() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.next == len(l.tasks)
}

// end gives an error to the tasks that nobody has taken.
func (l *list) end(err error) []Result {
	for ; l.next < len(l.tasks); l.next++ {
		l.results[l.next].Err = err
	}
	return l.results
}

// RunGoroutines runs the tasks in goroutines, at most workers at a time.
func RunGoroutines(ctx context.Context, tasks []Task, workers int) []Result {
	l := newList(tasks, "goroutine")
	var wg sync.WaitGroup
	for range min(workers, len(tasks)) {
		wg.Go(func() {
			for i, ok := l.take(ctx); ok; i, ok = l.take(ctx) {
				l.results[i].Value, l.results[i].Err = protected(ctx, tasks[i])
			}
		})
	}
	wg.Wait()
	return l.end(ctx.Err())
}

// protected runs a task; a panic becomes its error.
func protected(ctx context.Context, t Task) (value int, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &PanicError{v}
		}
	}()
	return t.Run(ctx)
}

// RunProcesses runs the tasks in at most that many processes.
func RunProcesses(ctx context.Context, m Machine, tasks []Task, workers int) []Result {
	l := newList(tasks, "process")
	workers = min(workers, len(tasks))
	failures := make(chan error, workers)
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			if err := l.work(ctx, m); err != nil {
				failures <- err
			}
		})
	}
	wg.Wait()
	close(failures)
	if ctx.Err() != nil {
		return l.end(ctx.Err())
	}
	return l.end(<-failures)
}

// work does tasks in one process after the other, each of which lives until it dies. The error is that of StartProcess.
func (l *list) work(ctx context.Context, m Machine) error {
	for !l.empty() {
		p, err := m.StartProcess(ctx)
		if err != nil {
			return err
		}
		l.use(ctx, p)
		if ctx.Err() != nil {
			return nil
		}
	}
	return nil
}

// use does tasks in a process until it dies or nothing is left to do.
func (l *list) use(ctx context.Context, p Process) {
	defer p.Close()
	for i, ok := l.take(ctx); ok; i, ok = l.take(ctx) {
		r := &l.results[i]
		r.Value, r.Err = p.Do(ctx, l.tasks[i])
		if errors.Is(r.Err, ErrDied) {
			return
		}
	}
}

// Run runs each task where it belongs.
func Run(ctx context.Context, m Machine, tasks []Task) []Result {
	remote := m.remote(tasks)
	var io, cpu, away group
	for i, t := range tasks {
		switch {
		case t.Kind == IO:
			io.add(i, t)
		case t.Kind == CPU && !remote:
			cpu.add(i, t)
		default:
			away.add(i, t)
		}
	}
	results := make([]Result, len(tasks))
	var wg sync.WaitGroup
	wg.Go(func() { io.put(results, RunGoroutines(ctx, io.tasks, len(io.tasks))) })
	wg.Go(func() { cpu.put(results, RunGoroutines(ctx, cpu.tasks, m.LocalCores)) })
	wg.Go(func() { away.put(results, RunProcesses(ctx, m, away.tasks, m.Cores)) })
	wg.Wait()
	return results
}

// remote reports whether processes are faster than goroutines for the tasks that compute.
func (m Machine) remote(tasks []Task) bool {
	var work, sending time.Duration
	for _, t := range tasks {
		if t.Kind == CPU {
			work += t.Cost
			sending += m.SendCost
		}
	}
	return work > 0 && m.StartCost+(work+sending)/time.Duration(m.Cores) < work/time.Duration(m.LocalCores)
}

// A group is some of the tasks, with their positions among all.
type group struct {
	tasks     []Task
	positions []int
}

func (g *group) add(i int, t Task) {
	g.tasks, g.positions = append(g.tasks, t), append(g.positions, i)
}

// put puts the results of a group to their positions.
func (g *group) put(all, own []Result) {
	for i, r := range own {
		all[g.positions[i]] = r
	}
}
