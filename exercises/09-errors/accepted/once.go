// accepted: sync.Once for the first failure, an atomic flag for being late, and tasks that share nothing else
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

func (e *TaskError) Error() string {
	return fmt.Sprintf("%s: %v (%d attempts)", e.Task, e.Err, e.Attempts)
}

func (e *TaskError) Unwrap() error { return e.Err }

func (e *PanicError) Error() string { return fmt.Sprintf("recovered: %v\n%s", e.Value, e.Stack) }

func (e *PanicError) Unwrap() (err error) {
	err, _ = e.Value.(error)
	return
}

func First(ctx context.Context, tasks []Task) (results []int, err error) {
	stop := make(chan struct{}) // closed by the first failure
	var once sync.Once
	runners := each(ctx, tasks, func(r *runner) {
		once.Do(func() {
			err = r.failure()
			if ctx.Err() != nil {
				err = context.Cause(ctx)
			}
			close(stop)
		})
	}, stop)
	if err != nil {
		return nil, err
	}
	for _, r := range runners {
		results = append(results, r.value)
	}
	return results, nil
}

func All(ctx context.Context, tasks []Task) (results []int, err error) {
	var all []error
	for _, r := range each(ctx, tasks, func(*runner) {}, nil) {
		results = append(results, r.value)
		all = append(all, r.failure())
	}
	return results, errors.Join(all...)
}

// each runs tasks and waits for them. onFailure is called by those that fail; stop cancels.
func each(ctx context.Context, tasks []Task, onFailure func(*runner), stop <-chan struct{}) []*runner {
	runners := make([]*runner, len(tasks))
	var wg sync.WaitGroup
	wg.Add(len(tasks))
	for i := range tasks {
		r := &runner{task: &tasks[i], stop: stop}
		runners[i] = r
		go func() {
			defer wg.Done()
			if r.run(ctx); r.err != nil {
				onFailure(r)
			}
		}()
	}
	wg.Wait()
	return runners
}

// A runner runs one task.
type runner struct {
	task  *Task
	stop  <-chan struct{}
	made  int
	value int
	err   error
}

func (r *runner) failure() error {
	if r.err == nil {
		return nil
	}
	return &TaskError{Task: r.task.Name, Attempts: r.made, Err: r.err}
}

func (r *runner) run(ctx context.Context) {
	for {
		r.once(ctx)
		if r.err == nil || r.made >= r.task.Attempts {
			return
		}
		var p *PanicError
		if errors.Is(r.err, ErrPermanent) || errors.Is(r.err, ErrNoResult) || errors.As(r.err, &p) {
			return
		}
		wait := r.task.Backoff
		for range r.made - 1 {
			wait += wait
		}
		tick := time.NewTimer(wait)
		select {
		case <-r.stop:
			tick.Stop()
			return
		case <-ctx.Done():
			tick.Stop()
			return
		case <-tick.C:
		}
		select {
		case <-r.stop:
			return
		default:
			if ctx.Err() != nil {
				return
			}
		}
	}
}

// once makes an attempt, in two goroutines: one for the task, and one that passes on that all is stopped.
func (r *runner) once(outer context.Context) {
	r.made++
	ctx, cancel := context.WithCancel(outer)
	var late atomic.Bool
	if r.task.Timeout > 0 {
		ctx, cancel = with(ctx, cancel, r.task.Timeout)
		timer := time.AfterFunc(r.task.Timeout, func() { late.Store(true) })
		defer timer.Stop()
	}
	var both sync.WaitGroup
	over := make(chan struct{})
	both.Go(func() {
		defer cancel()
		select {
		case <-r.stop:
			cancel()
			<-over
		case <-over:
		}
	})
	var value int
	var err error
	both.Add(1)
	go func() {
		returned := false
		defer both.Done()
		defer close(over)
		defer func() {
			v := recover()
			switch {
			case v != nil:
				err = &PanicError{Value: v, Stack: debug.Stack()}
			case !returned:
				err = ErrNoResult
			}
		}()
		value, err = r.task.Run(ctx)
		returned = true
	}()
	both.Wait()
	if err == nil && late.Load() {
		err = context.DeadlineExceeded
	}
	if r.value, r.err = 0, err; err == nil {
		r.value = value
	}
}

// with adds a time-out to a context and its cancel function.
func with(ctx context.Context, cancel context.CancelFunc, d time.Duration) (context.Context, context.CancelFunc) {
	inner, stop := context.WithTimeout(ctx, d)
	return inner, func() {
		stop()
		cancel()
	}
}
