// accepted: every task sends its outcome into a buffered channel, and the caller collects
//go:build ignore

package solution

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
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
	return "task " + e.Task + " failed: " + e.Err.Error()
}

func (e *TaskError) Unwrap() error { return e.Err }

func (e *PanicError) Error() string { return fmt.Sprint("panic: ", e.Value) }

func (e *PanicError) Unwrap() error {
	if err, ok := e.Value.(error); ok {
		return err
	}
	return nil
}

type outcome struct {
	index int
	value int
	err   error
}

func First(ctx context.Context, tasks []Task) ([]int, error) {
	inner, cancel := context.WithCancel(ctx)
	defer cancel()
	values := make([]int, len(tasks))
	var failure error
	for o := range start(inner, tasks) {
		if o.err != nil && failure == nil {
			failure = o.err
			if ctx.Err() != nil {
				failure = context.Cause(ctx)
			}
			cancel()
		}
		values[o.index] = o.value
	}
	if failure != nil {
		return nil, failure
	}
	return values, nil
}

func All(ctx context.Context, tasks []Task) ([]int, error) {
	values := make([]int, len(tasks))
	failures := make([]error, len(tasks))
	for o := range start(ctx, tasks) {
		values[o.index], failures[o.index] = o.value, o.err
	}
	return values, errors.Join(failures...)
}

// start gives an iterator over outcomes as they come.
func start(ctx context.Context, tasks []Task) func(yield func(outcome) bool) {
	outcomes := make(chan outcome, len(tasks))
	for i, t := range tasks {
		go func() {
			value, err := repeat(ctx, t)
			outcomes <- outcome{i, value, err}
		}()
	}
	return func(yield func(outcome) bool) {
		for range tasks {
			if !yield(<-outcomes) {
				return
			}
		}
	}
}

func repeat(ctx context.Context, t Task) (int, error) {
	for attempt, pause := 1, t.Backoff; ; attempt, pause = attempt+1, pause*2 {
		value, err := once(ctx, t)
		if err == nil {
			return value, nil
		}
		failed := &TaskError{Task: t.Name, Attempts: attempt, Err: err}
		if attempt >= t.Attempts || !again(err) {
			return 0, failed
		}
		select {
		case <-ctx.Done():
			return 0, failed
		case <-time.After(pause):
			if ctx.Err() != nil {
				return 0, failed
			}
		}
	}
}

func again(err error) bool {
	if _, ok := err.(*PanicError); ok {
		return false
	}
	return !errors.Is(err, ErrNoResult) && !errors.Is(err, ErrPermanent)
}

func once(ctx context.Context, t Task) (int, error) {
	late := make(chan struct{})
	if t.Timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, t.Timeout)
		defer cancel()
		timer := time.AfterFunc(t.Timeout, func() { close(late) })
		defer timer.Stop()
	}
	end := make(chan outcome, 1)
	go func() {
		o := outcome{err: ErrNoResult}
		defer func() {
			if v := recover(); v != nil {
				o = outcome{err: &PanicError{Value: v, Stack: debug.Stack()}}
			}
			end <- o
		}()
		value, err := t.Run(ctx)
		o = outcome{value: value, err: err}
	}()
	o := <-end
	select {
	case <-late:
		if o.err == nil {
			o.err = context.DeadlineExceeded
		}
	default:
	}
	if o.err != nil {
		return 0, o.err
	}
	return o.value, nil
}
