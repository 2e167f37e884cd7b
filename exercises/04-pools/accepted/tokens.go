// accepted: a free process, or the right to start one, is a token in a channel; each task waits for one in the list's order
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

func RunGoroutines(ctx context.Context, tasks []Task, workers int) []Result {
	results := make([]Result, len(tasks))
	slots := make(chan struct{}, workers)
	var wg sync.WaitGroup
	defer wg.Wait()
	for i, t := range tasks {
		r := &results[i]
		r.ID, r.Where = t.ID, "goroutine"
		select {
		case slots <- struct{}{}:
		case <-ctx.Done():
			r.Err = ctx.Err()
			continue
		}
		wg.Add(1)
		go func() {
			defer wg.Done()
			defer func() { <-slots }()
			defer func() {
				if v := recover(); v != nil {
					r.Err = &PanicError{v}
				}
			}()
			r.Value, r.Err = t.Run(ctx)
		}()
	}
	wg.Wait()
	return results
}

func RunProcesses(ctx context.Context, m Machine, tasks []Task, workers int) []Result {
	workers = min(workers, len(tasks))
	free := make(chan Process, workers)
	failed := make(chan error, workers)
	var wg sync.WaitGroup
	start := func() {
		defer wg.Done()
		p, err := m.StartProcess(ctx)
		if err != nil {
			failed <- err
			return
		}
		free <- p
	}
	wg.Add(workers)
	for range workers {
		go start()
	}
	results := make([]Result, len(tasks))
	alive := workers
	var taken atomic.Int32
	var err error
	for i, t := range tasks {
		r := &results[i]
		r.ID, r.Where = t.ID, "process"
		var p Process
		for p == nil && alive > 0 && ctx.Err() == nil {
			select {
			case p = <-free:
			case err = <-failed:
				alive--
			case <-ctx.Done():
			}
		}
		if p == nil {
			r.Err = err
			if ctx.Err() != nil {
				r.Err = ctx.Err()
			}
			continue
		}
		wg.Add(1)
		taken.Add(1)
		go func() {
			defer wg.Done()
			r.Value, r.Err = p.Do(ctx, t)
			if !errors.Is(r.Err, ErrDied) {
				free <- p
				return
			}
			p.Close()
			if int(taken.Load()) < len(tasks) {
				wg.Add(1)
				start()
			}
		}()
	}
	wg.Wait()
	close(free)
	for p := range free {
		p.Close()
	}
	return results
}

func Run(ctx context.Context, m Machine, tasks []Task) []Result {
	where := map[Kind]int{IO: 0, CPU: 1, Unsafe: 2}
	var cost time.Duration
	var n time.Duration
	for _, t := range tasks {
		if t.Kind == CPU {
			cost += t.Cost
			n++
		}
	}
	if m.StartCost+(cost+n*m.SendCost)/time.Duration(m.Cores) < cost/time.Duration(m.LocalCores) {
		where[CPU] = where[Unsafe]
	}
	var lists [3][]Task
	var places [3][]*Result
	results := make([]Result, len(tasks))
	for i, t := range tasks {
		w := where[t.Kind]
		lists[w] = append(lists[w], t)
		places[w] = append(places[w], &results[i])
	}
	var wg sync.WaitGroup
	for w, list := range lists {
		if len(list) == 0 {
			continue
		}
		wg.Go(func() {
			var part []Result
			switch w {
			case 0:
				part = RunGoroutines(ctx, list, len(list))
			case 1:
				part = RunGoroutines(ctx, list, m.LocalCores)
			case 2:
				part = RunProcesses(ctx, m, list, m.Cores)
			}
			for i, r := range part {
				*places[w][i] = r
			}
		})
	}
	wg.Wait()
	return results
}
