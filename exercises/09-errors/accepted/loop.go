// accepted: one loop owns everything; attempts and timers send it events, and a task that waits has no goroutine
//go:build ignore

package solution

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
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
	var b strings.Builder
	fmt.Fprintf(&b, "%s (after %d attempts): %s", e.Task, e.Attempts, e.Err)
	return b.String()
}

func (e *TaskError) Unwrap() error { return e.Err }

func (e *PanicError) Error() string { return fmt.Sprintf("it panicked with %v", e.Value) }

func (e *PanicError) Unwrap() error {
	switch v := e.Value.(type) {
	case error:
		return v
	default:
		return nil
	}
}

// An event is the end of an attempt, or of a wait.
type event struct {
	task  int
	wait  bool
	value int
	err   error
}

// A job is a task under way.
type job struct {
	Task
	attempts int
	pause    time.Duration
	last     error       // of the attempt that was
	timer    *time.Timer // while it waits
	value    int
	failure  *TaskError
}

type loop struct {
	events chan event
	jobs   []*job
	left   int
	ctx    context.Context
	cancel context.CancelFunc
	failed func(*TaskError) // called at each failure
}

func First(ctx context.Context, tasks []Task) ([]int, error) {
	var first error
	l := newLoop(ctx, tasks)
	l.failed = func(e *TaskError) {
		if first != nil {
			return
		}
		first = e
		if ctx.Err() != nil {
			first = context.Cause(ctx)
		}
		l.cancel()
	}
	l.run()
	if first != nil {
		return nil, first
	}
	return l.values(), nil
}

func All(ctx context.Context, tasks []Task) ([]int, error) {
	l := newLoop(ctx, tasks)
	l.failed = func(*TaskError) {}
	l.run()
	var errs []error
	for _, j := range l.jobs {
		if j.failure != nil {
			errs = append(errs, j.failure)
		}
	}
	return l.values(), errors.Join(errs...)
}

func newLoop(ctx context.Context, tasks []Task) *loop {
	l := &loop{events: make(chan event), left: len(tasks)}
	l.ctx, l.cancel = context.WithCancel(ctx)
	for _, t := range tasks {
		l.jobs = append(l.jobs, &job{Task: t, pause: t.Backoff})
	}
	return l
}

func (l *loop) values() []int {
	values := make([]int, len(l.jobs))
	for i, j := range l.jobs {
		values[i] = j.value
	}
	return values
}

func (l *loop) run() {
	defer l.cancel()
	for i := range l.jobs {
		l.attempt(i)
	}
	done := l.ctx.Done()
	for l.left > 0 {
		select {
		case e := <-l.events:
			l.handle(e)
		case <-done:
			done = nil
			for _, j := range l.jobs {
				if j.timer != nil && j.timer.Stop() {
					j.timer = nil
					l.fail(j)
				}
			}
		}
	}
}

func (l *loop) handle(e event) {
	j := l.jobs[e.task]
	switch {
	case e.wait:
		j.timer = nil
		if l.ctx.Err() != nil {
			l.fail(j)
			return
		}
		l.attempt(e.task)
	case e.err == nil:
		j.value = e.value
		l.left--
	default:
		j.last = e.err
		var p *PanicError
		if j.attempts >= j.Attempts || l.ctx.Err() != nil || errors.As(e.err, &p) || errors.Is(e.err, ErrNoResult) || errors.Is(e.err, ErrPermanent) {
			l.fail(j)
			return
		}
		j.timer = time.AfterFunc(j.pause, func() { l.events <- event{task: e.task, wait: true} })
		j.pause *= 2
	}
}

func (l *loop) fail(j *job) {
	l.left--
	j.failure = &TaskError{Task: j.Name, Attempts: j.attempts, Err: j.last}
	l.failed(j.failure)
}

func (l *loop) attempt(i int) {
	j := l.jobs[i]
	j.attempts++
	go func() {
		e := event{task: i, err: ErrNoResult}
		ctx, cancel := l.ctx, context.CancelFunc(func() {})
		var end time.Time
		if j.Timeout > 0 {
			end = time.Now().Add(j.Timeout)
			ctx, cancel = context.WithDeadline(ctx, end)
		}
		defer func() {
			if v := recover(); v != nil {
				e.err = &PanicError{Value: v, Stack: debug.Stack()}
			}
			cancel()
			l.events <- e
		}()
		value, err := j.Run(ctx)
		if err == nil && j.Timeout > 0 && !time.Now().Before(end) {
			err = context.DeadlineExceeded
		}
		e.err = err
		if err == nil {
			e.value = value
		}
	}()
}
