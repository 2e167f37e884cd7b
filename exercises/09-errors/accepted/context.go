// accepted: a context type of its own, a condition for the end of all, and compare-and-swap for the first failure
//go:build ignore

package solution

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"sync/atomic"
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

func (e *TaskError) Error() string { return e.Task + ": " + e.Err.Error() }
func (e *TaskError) Unwrap() error { return e.Err }

func (e *PanicError) Error() string { return fmt.Sprintf("panic(%v)", e.Value) }
func (e *PanicError) Unwrap() error {
	if err, ok := e.Value.(error); ok {
		return err
	}
	return nil
}

// A span is a context that ends with the one around it, at its time, or by end.
type span struct {
	context.Context // around it
	done            chan struct{}
	mu              sync.Mutex
	err             error
	stops           []func() bool
}

func newSpan(outer context.Context, limit time.Duration) *span {
	s := &span{Context: outer, done: make(chan struct{})}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.stops = append(s.stops, context.AfterFunc(outer, func() { s.end(outer.Err()) }))
	if limit > 0 {
		s.stops = append(s.stops, time.AfterFunc(limit, func() { s.end(context.DeadlineExceeded) }).Stop)
	}
	return s
}

func (s *span) Done() <-chan struct{} { return s.done }

func (s *span) Err() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err
}

// end ends the context, once.
func (s *span) end(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err == nil {
		s.err = err
		close(s.done)
		for _, stop := range s.stops {
			stop()
		}
	}
}

var errOver = errors.New("attempt is over")

// A crew counts those who are at work.
type crew struct {
	mu   sync.Mutex
	zero *sync.Cond
	n    int
}

func (c *crew) start(f func()) {
	c.mu.Lock()
	c.n++
	c.mu.Unlock()
	go func() {
		defer func() {
			c.mu.Lock()
			c.n--
			c.zero.Broadcast()
			c.mu.Unlock()
		}()
		f()
	}()
}

func (c *crew) wait() {
	c.mu.Lock()
	for c.n > 0 {
		c.zero.Wait()
	}
	c.mu.Unlock()
}

func newCrew() *crew {
	c := new(crew)
	c.zero = sync.NewCond(&c.mu)
	return c
}

func First(ctx context.Context, tasks []Task) ([]int, error) {
	all := newSpan(ctx, 0)
	defer all.end(context.Canceled)
	var first atomic.Pointer[error]
	c, values := newCrew(), make([]int, len(tasks))
	for i, t := range tasks {
		c.start(func() {
			v, failure := perform(all, t)
			if failure == nil {
				values[i] = v
				return
			}
			var err error = failure
			if ctx.Err() != nil {
				err = context.Cause(ctx)
			}
			if first.CompareAndSwap(nil, &err) {
				all.end(context.Canceled)
			}
		})
	}
	c.wait()
	if p := first.Load(); p != nil {
		return nil, *p
	}
	return values, nil
}

func All(ctx context.Context, tasks []Task) ([]int, error) {
	c, values, failures := newCrew(), make([]int, len(tasks)), make([]*TaskError, len(tasks))
	for i := range tasks {
		c.start(func() { values[i], failures[i] = perform(ctx, tasks[i]) })
	}
	c.wait()
	var errs []error
	for _, f := range failures {
		if f != nil {
			errs = append(errs, f)
		}
	}
	return values, errors.Join(errs...)
}

func perform(ctx context.Context, t Task) (value int, failure *TaskError) {
	pause := t.Backoff
	for n := range max(t.Attempts, 1) {
		if n > 0 {
			if pause > 0 {
				<-newSpan(ctx, pause).done
			}
			if ctx.Err() != nil {
				return 0, failure
			}
			pause *= 2
		}
		v, err := attempt(ctx, t)
		if err == nil {
			return v, nil
		}
		failure = &TaskError{Task: t.Name, Attempts: n + 1, Err: err}
		if _, ok := errors.AsType[*PanicError](err); ok || errors.Is(err, ErrPermanent) || errors.Is(err, ErrNoResult) {
			break
		}
	}
	return 0, failure
}

func attempt(ctx context.Context, t Task) (int, error) {
	own := newSpan(ctx, t.Timeout)
	began := time.Now()
	var value int
	err := ErrNoResult
	c := newCrew()
	c.start(func() {
		defer func() {
			if v := recover(); v != nil {
				err = &PanicError{Value: v, Stack: debug.Stack()}
			}
		}()
		value, err = t.Run(own)
	})
	c.wait()
	own.end(errOver)
	if err == nil && t.Timeout > 0 && time.Since(began) >= t.Timeout {
		err = context.DeadlineExceeded
	}
	if err != nil {
		return 0, err
	}
	return value, nil
}
