// fails: RESULTS in processes: cancelled: tasks that nobody has taken have an error only if a process did not start
//go:build ignore

package solution

import (
	"context"
	"errors"
	"fmt"
	"iter"
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

// queue is a pulled sequence that several workers share.
type queue struct {
	mu    sync.Mutex
	pull  func() (int, bool)
	close func()
	ahead *int // looked at, and not taken
}

func newQueue(seq iter.Seq[int]) *queue {
	q := &queue{}
	q.pull, q.close = iter.Pull(seq)
	return q
}

func (q *queue) take() (i int, ok bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.ahead != nil {
		i, q.ahead = *q.ahead, nil
		return i, true
	}
	return q.pull()
}

func (q *queue) empty() bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.ahead == nil {
		if i, ok := q.pull(); ok {
			q.ahead = &i
		}
	}
	return q.ahead == nil
}

func count(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

// RunGoroutines runs the tasks in goroutines, at most workers at a time.
func RunGoroutines(ctx context.Context, tasks []Task, workers int) []Result {
	q := newQueue(count(len(tasks)))
	defer q.close()
	return gather(tasks, "goroutine", min(workers, len(tasks)), func(set func(int, int, error)) {
		for i, ok := q.take(); ok; i, ok = q.take() {
			v, err := 0, ctx.Err()
			if err == nil {
				v, err = try(ctx, tasks[i])
			}
			set(i, v, err)
		}
	}, func() error { return nil })
}

func try(ctx context.Context, t Task) (v int, err error) {
	defer func() {
		if r := recover(); r != nil {
			v, err = 0, &PanicError{r}
		}
	}()
	return t.Run(ctx)
}

// gather runs n workers, and gives the results that none of them has set the error rest.
func gather(tasks []Task, where string, n int, worker func(set func(int, int, error)), rest func() error) []Result {
	type item struct {
		i, v int
		err  error
	}
	ch := make(chan item, len(tasks))
	var wg sync.WaitGroup
	for range n {
		wg.Go(func() { worker(func(i, v int, err error) { ch <- item{i, v, err} }) })
	}
	wg.Wait()
	close(ch)
	results := make([]Result, len(tasks))
	err := rest()
	for i, t := range tasks {
		results[i] = Result{ID: t.ID, Err: err, Where: where}
	}
	for x := range ch {
		results[x.i].Value, results[x.i].Err = x.v, x.err
	}
	return results
}

// RunProcesses runs the tasks in at most that many processes.
func RunProcesses(ctx context.Context, m Machine, tasks []Task, workers int) []Result {
	q := newQueue(count(len(tasks)))
	defer q.close()
	var once sync.Once
	var bad error
	return gather(tasks, "process", min(workers, len(tasks)), func(set func(int, int, error)) {
	start:
		p, err := m.StartProcess(ctx)
		if err != nil {
			once.Do(func() { bad = err })
			return
		}
		for {
			if ctx.Err() != nil {
				p.Close()
				return
			}
			i, ok := q.take()
			if !ok {
				p.Close()
				return
			}
			v, err := p.Do(ctx, tasks[i])
			set(i, v, err)
			if errors.Is(err, ErrDied) {
				p.Close()
				if q.empty() {
					return
				}
				goto start
			}
		}
	}, func() error {
		return bad
	})
}

// Run runs each task where it belongs.
func Run(ctx context.Context, m Machine, tasks []Task) []Result {
	var cost time.Duration
	n := 0
	for _, t := range tasks {
		if t.Kind == CPU {
			cost += t.Cost
			n++
		}
	}
	split := map[string][]Task{}
	index := map[string][]int{}
	for i, t := range tasks {
		k := "io"
		switch t.Kind {
		case Unsafe:
			k = "process"
		case CPU:
			k = "cpu"
			local := float64(cost) / float64(m.LocalCores)
			remote := float64(m.StartCost) + float64(cost+time.Duration(n)*m.SendCost)/float64(m.Cores)
			if remote < local {
				k = "process"
			}
		}
		split[k] = append(split[k], t)
		index[k] = append(index[k], i)
	}
	results := make([]Result, len(tasks))
	var wg sync.WaitGroup
	for k, ts := range split {
		wg.Go(func() {
			var rs []Result
			switch k {
			case "io":
				rs = RunGoroutines(ctx, ts, len(ts))
			case "cpu":
				rs = RunGoroutines(ctx, ts, m.LocalCores)
			default:
				rs = RunProcesses(ctx, m, ts, m.Cores)
			}
			for i, r := range rs {
				results[index[k][i]] = r
			}
		})
	}
	wg.Wait()
	return results
}
