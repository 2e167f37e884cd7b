// fails: 9.value in all: the value that stood beside an error is kept
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

func (e *TaskError) Error() string {
	return fmt.Sprintf("task %s: attempt %d: %v", e.Task, e.Attempts, e.Err)
}

// Unwrap is the error of the last attempt.
func (e *TaskError) Unwrap() error { return e.Err }

// PanicError is a panic in a task.
type PanicError struct {
	Value any
	Stack []byte // of the place of the panic
}

func (e *PanicError) Error() string { return fmt.Sprintf("panic: %v", e.Value) }

// Unwrap is the value, if it is an error.
func (e *PanicError) Unwrap() error {
	err, _ := e.Value.(error)
	return err
}

// First runs all tasks at the same time, until one of them fails.
func First(ctx context.Context, tasks []Task) ([]int, error) {
	work, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	results := make([]int, len(tasks))
	var wg sync.WaitGroup
	for i, t := range tasks {
		wg.Go(func() {
			value, err := t.try(work)
			if err != nil {
				cancel(err) // only the first cause counts
			}
			results[i] = value
		})
	}
	wg.Wait()
	if err := context.Cause(work); err != nil {
		return nil, err
	}
	return results, nil
}

// All runs all tasks at the same time, to the end of each.
func All(ctx context.Context, tasks []Task) ([]int, error) {
	results, failures := make([]int, len(tasks)), make([]error, len(tasks))
	var wg sync.WaitGroup
	for i, t := range tasks {
		wg.Go(func() { results[i], failures[i] = t.try(ctx) })
	}
	wg.Wait()
	return results, errors.Join(failures...)
}

// try makes attempts until one succeeds, or further ones are no use. The error is a *TaskError.
func (t Task) try(ctx context.Context) (int, error) {
	wait := t.Backoff
	for n := 1; ; n++ {
		value, err := t.attempt(ctx)
		if err == nil {
			return value, nil
		}
		if n >= t.Attempts || final(err) || !sleep(ctx, wait) {
			return value, &TaskError{Task: t.Name, Attempts: n, Err: err}
		}
		wait *= 2
	}
}

func final(err error) bool {
	var p *PanicError
	return errors.As(err, &p) || errors.Is(err, ErrPermanent) || errors.Is(err, ErrNoResult)
}

// sleep reports whether the time has passed and ctx has not ended.
func sleep(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
	return ctx.Err() == nil
}

// errLate is the cause by which an attempt's own time-out is told from the end of the context around it.
var errLate = errors.New("time-out of an attempt")

// attempt runs the task once, in a goroutine that it may end as it likes.
func (t Task) attempt(ctx context.Context) (value int, err error) {
	if t.Timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeoutCause(ctx, t.Timeout, errLate)
		defer cancel()
	}
	err = ErrNoResult // unless it is overwritten
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() {
			if v := recover(); v != nil {
				err = &PanicError{Value: v, Stack: debug.Stack()}
			}
		}()
		value, err = t.Run(ctx)
	}()
	<-done
	if err == nil && context.Cause(ctx) == errLate {
		err = context.DeadlineExceeded
	}
	return value, err
}
