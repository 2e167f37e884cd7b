// fails: TIME in processes: some do not start: no process begins before all have started, or have failed
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

func positions(n int) <-chan int {
	todo := make(chan int, n)
	for i := 0; i < n; i++ {
		todo <- i
	}
	close(todo)
	return todo
}

func RunGoroutines(ctx context.Context, tasks []Task, workers int) []Result {
	results := make([]Result, len(tasks))
	todo := positions(len(tasks))
	var wg sync.WaitGroup
	for w := 0; w < workers; w++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range todo {
				results[i] = safely(ctx, tasks[i])
			}
		}()
	}
	wg.Wait()
	return results
}

func safely(ctx context.Context, t Task) (r Result) {
	r = Result{ID: t.ID, Where: "goroutine"}
	if r.Err = ctx.Err(); r.Err != nil {
		return r
	}
	defer func() {
		if v := recover(); v != nil {
			r.Err = &PanicError{Value: v}
		}
	}()
	r.Value, r.Err = t.Run(ctx)
	return r
}

func RunProcesses(ctx context.Context, m Machine, tasks []Task, workers int) []Result {
	results := make([]Result, len(tasks))
	todo := positions(len(tasks))
	var mu sync.Mutex
	var startErr error
	var starting sync.WaitGroup
	starting.Add(min(workers, len(tasks)))
	var wg sync.WaitGroup
	for w := 0; w < min(workers, len(tasks)); w++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			ready := sync.OnceFunc(starting.Done)
			for alive := true; alive; {
				p, err := m.StartProcess(ctx)
				ready()
				starting.Wait()
				if err != nil {
					mu.Lock()
					startErr = err
					mu.Unlock()
					return
				}
				alive = false
				for i := range todo {
					t := tasks[i]
					v, err := p.Do(ctx, t)
					results[i] = Result{t.ID, v, err, "process"}
					if errors.Is(err, ErrDied) {
						alive = len(todo) > 0
						break
					}
				}
				p.Close()
			}
		}()
	}
	wg.Wait()
	for i := range todo {
		results[i] = Result{ID: tasks[i].ID, Err: startErr, Where: "process"}
	}
	return results
}

func Run(ctx context.Context, m Machine, tasks []Task) []Result {
	var work time.Duration
	n := 0
	for _, t := range tasks {
		if t.Kind == CPU {
			work += t.Cost
			n++
		}
	}
	local := work / time.Duration(m.LocalCores)
	remote := m.StartCost + (work+time.Duration(n)*m.SendCost)/time.Duration(m.Cores)
	lists := map[string][]Task{}
	index := map[string][]int{}
	for i, t := range tasks {
		pool := "processes"
		if t.Kind == IO {
			pool = "io"
		} else if t.Kind == CPU && remote >= local {
			pool = "cpu"
		}
		lists[pool] = append(lists[pool], t)
		index[pool] = append(index[pool], i)
	}
	results := make([]Result, len(tasks))
	var wg sync.WaitGroup
	for pool, list := range lists {
		wg.Add(1)
		go func() {
			defer wg.Done()
			var part []Result
			switch pool {
			case "io":
				part = RunGoroutines(ctx, list, len(list))
			case "cpu":
				part = RunGoroutines(ctx, list, m.LocalCores)
			default:
				part = RunProcesses(ctx, m, list, m.Cores)
			}
			for k, i := range index[pool] {
				results[i] = part[k]
			}
		}()
	}
	wg.Wait()
	return results
}
