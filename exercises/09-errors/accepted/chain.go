// accepted: a chain without a waiting goroutine: the deferred function of an attempt sets the timer of the next one
//go:build ignore

package solution

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"time"
)

// ErrPermanent says that trying again is no use.
var ErrPermanent = errors.New("permanent failure")

// ErrNoResult is the error of a task that ended by runtime.Goexit.
var ErrNoResult = errors.New("task ended without a result")

// Task is something to run.
type Task struct {
	Name     string
	Run      func(ctx context.Context) (int, error)
	Timeout  time.Duration // for one attempt; 0: none
	Attempts int           // less than 1 means 1
	Backoff  time.Duration // before the second attempt; twice as long before each further one
}

// TaskError is the failure of a task.
type TaskError struct {
	Task     string
	Attempts int   // that were made
	Err      error // of the last one
}

// PanicError is a panic in a task.
type PanicError struct {
	Value any
	Stack []byte // of the place of the panic
}

func (e *TaskError) Error() string {
	return fmt.Sprintf("%q failed %d times: %v", e.Task, e.Attempts, e.Err)
}
func (e *TaskError) Unwrap() error { return e.Err }

func (e *PanicError) Error() string {
	if err, ok := e.Value.(error); ok {
		return "panic: " + err.Error()
	}
	return fmt.Sprintf("panic: %#v", e.Value)
}

func (e *PanicError) Unwrap() error {
	err, ok := e.Value.(error)
	if !ok {
		return nil
	}
	return err
}

// A group is a call of First or All.
type group struct {
	ctx   context.Context
	wg    sync.WaitGroup
	mu    sync.Mutex // guards what follows
	value map[int]int
	fault map[int]*TaskError
	fail  func(*TaskError) // called with mu held
}

func newGroup(ctx context.Context) *group {
	return &group{ctx: ctx, value: map[int]int{}, fault: map[int]*TaskError{}, fail: func(*TaskError) {}}
}

func (g *group) run(tasks []Task) []int {
	g.wg.Add(len(tasks))
	for i := range tasks {
		go g.attempt(i, tasks[i], 1)
	}
	g.wg.Wait()
	results := make([]int, len(tasks))
	for i, v := range g.value {
		results[i] = v
	}
	return results
}

func First(ctx context.Context, tasks []Task) ([]int, error) {
	inner, stop := context.WithCancel(ctx)
	defer stop()
	g := newGroup(inner)
	var first *TaskError
	ended := false
	g.fail = func(e *TaskError) {
		if first == nil && !ended {
			if ended = ctx.Err() != nil; !ended {
				first = e
			}
			stop()
		}
	}
	results := g.run(tasks)
	switch {
	case first != nil:
		return nil, first
	case ended:
		return nil, context.Cause(ctx)
	}
	return results, nil
}

func All(ctx context.Context, tasks []Task) ([]int, error) {
	g := newGroup(ctx)
	results := g.run(tasks)
	var all []error
	for i := range tasks {
		if e, ok := g.fault[i]; ok {
			all = append(all, e)
		}
	}
	return results, errors.Join(all...)
}

// attempt is attempt number n of a task, in a goroutine of its own.
func (g *group) attempt(i int, t Task, n int) {
	ctx, cancel := g.ctx, func() {}
	began := time.Now()
	if t.Timeout > 0 {
		ctx, cancel = limited(g.ctx, t.Timeout)
	}
	value, err := 0, ErrNoResult
	defer func() {
		if v := recover(); v != nil {
			err = &PanicError{v, debug.Stack()}
		}
		if err == nil && t.Timeout > 0 && time.Since(began) >= t.Timeout {
			err = context.DeadlineExceeded
		}
		cancel()
		g.ended(i, t, n, value, err)
	}()
	value, err = t.Run(ctx)
}

// ended notes how an attempt ended, or goes on with the next one.
func (g *group) ended(i int, t Task, n, value int, err error) {
	if err == nil {
		g.mu.Lock()
		g.value[i] = value
		g.mu.Unlock()
		g.wg.Done()
		return
	}
	over := func() {
		g.mu.Lock()
		e := &TaskError{t.Name, n, err}
		g.fault[i] = e
		g.fail(e)
		g.mu.Unlock()
		g.wg.Done()
	}
	var p *PanicError
	if n >= t.Attempts || errors.As(err, &p) || errors.Is(err, ErrNoResult) || errors.Is(err, ErrPermanent) || g.ctx.Err() != nil {
		over()
		return
	}
	timer := time.NewTimer(t.Backoff << (n - 1))
	stop := context.AfterFunc(g.ctx, over)
	go func() {
		defer timer.Stop()
		select {
		case <-timer.C:
			if stop() {
				g.attempt(i, t, n+1)
			}
		case <-g.ctx.Done():
		}
	}()
}

func limited(ctx context.Context, d time.Duration) (context.Context, func()) {
	inner, cancel := context.WithTimeout(ctx, d)
	return inner, cancel
}
