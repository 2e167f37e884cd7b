// fails: deadlock in processes: none starts: who hands out tasks does not learn that nobody is left
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

// feed sends the positions of n tasks until gone is closed.
func feed(n int, gone <-chan struct{}) <-chan int {
	todo := make(chan int)
	go func() {
		defer close(todo)
		for i := range n {
			select {
			case todo <- i:
			case <-gone:
				return
			}
		}
	}()
	return todo
}

func blank(tasks []Task, where string, err error) []Result {
	results := make([]Result, len(tasks))
	for i := range tasks {
		results[i] = Result{ID: tasks[i].ID, Err: err, Where: where}
	}
	return results
}

var errUntouched = errors.New("not begun")

// fill gives err to those that nobody has touched.
func fill(results []Result, err error) []Result {
	for i := range results {
		if results[i].Err == errUntouched {
			results[i].Err = err
		}
	}
	return results
}

func RunGoroutines(ctx context.Context, tasks []Task, workers int) []Result {
	results := blank(tasks, "goroutine", errUntouched)
	todo := feed(len(tasks), ctx.Done())
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for i := range todo {
				func() {
					defer func() {
						if v := recover(); v != nil {
							results[i].Err = &PanicError{v}
						}
					}()
					results[i].Value, results[i].Err = tasks[i].Run(ctx)
				}()
			}
		})
	}
	wg.Wait()
	return fill(results, ctx.Err())
}

func RunProcesses(ctx context.Context, m Machine, tasks []Task, workers int) []Result {
	results := blank(tasks, "process", errUntouched)
	todo := make(chan int)
	var taken atomic.Int64
	var startErr error
	var once sync.Once
	var wg sync.WaitGroup
	for range min(workers, len(tasks)) {
		wg.Go(func() {
			for int(taken.Load()) < len(tasks) {
				p, err := m.StartProcess(ctx)
				if err != nil {
					once.Do(func() { startErr = err })
					return
				}
				for i := range todo {
					taken.Add(1)
					results[i].Value, results[i].Err = p.Do(ctx, tasks[i])
					if errors.Is(results[i].Err, ErrDied) {
						break
					}
				}
				p.Close()
			}
		})
	}
	for i := range tasks {
		todo <- i
	}
	close(todo)
	wg.Wait()
	return fill(results, startErr)
}

func Run(ctx context.Context, m Machine, tasks []Task) []Result {
	var compute []Task
	var w time.Duration
	for _, t := range tasks {
		if t.Kind == CPU {
			compute = append(compute, t)
			w += t.Cost
		}
	}
	n := time.Duration(len(compute))
	local := n == 0 || w/time.Duration(m.LocalCores) <= m.StartCost+(w+n*m.SendCost)/time.Duration(m.Cores)
	results := make([]Result, len(tasks))
	var wg sync.WaitGroup
	part := func(in func(Kind) bool, run func([]Task) []Result) {
		var list []Task
		var at []int
		for i, t := range tasks {
			if in(t.Kind) {
				list, at = append(list, t), append(at, i)
			}
		}
		wg.Go(func() {
			for i, r := range run(list) {
				results[at[i]] = r
			}
		})
	}
	part(func(k Kind) bool { return k == IO }, func(l []Task) []Result { return RunGoroutines(ctx, l, len(l)) })
	part(func(k Kind) bool { return k == CPU && local }, func(l []Task) []Result { return RunGoroutines(ctx, l, m.LocalCores) })
	part(func(k Kind) bool { return k == Unsafe || k == CPU && !local }, func(l []Task) []Result { return RunProcesses(ctx, m, l, m.Cores) })
	wg.Wait()
	return results
}
