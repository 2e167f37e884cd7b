package procs

import (
	"context"
	"errors"
	"iter"
)

// The generic part of the package puts values into Writers and gets them out of Readers, and leaves everything else to
// the rest. What a notebook interprets is kernel/golang/std/generic/procs, which has the same declarations; a test holds
// the two together.

// Start runs f(a) in a process of its own. f must be a declared function, named as it is.
func Start[A any](f func(A), a A) *Process { return Spawn(NameOf(f), Args().Put(&a)) }

// Start0 is [Start] for a function without parameters.
func Start0(f func()) *Process { return Spawn(NameOf(f), Args()) }

// Start2 is [Start] for a function with two parameters.
func Start2[A, B any](f func(A, B), a A, b B) *Process {
	return Spawn(NameOf(f), Args().Put(&a).Put(&b))
}

// Start3 is [Start] for a function with three parameters.
func Start3[A, B, C any](f func(A, B, C), a A, b B, c C) *Process {
	return Spawn(NameOf(f), Args().Put(&a).Put(&b).Put(&c))
}

// Start4 is [Start] for a function with four parameters.
func Start4[A, B, C, D any](f func(A, B, C, D), a A, b B, c C, d D) *Process {
	return Spawn(NameOf(f), Args().Put(&a).Put(&b).Put(&c).Put(&d))
}

// Map calls f for every item in the pool's processes, and returns the results in the order of the items. If calls fail the
// others go on; the error joins a [*TaskError] for each that failed, whose result is the zero value.
func Map[A, R any](p *Pool, f func(A) R, items []A) ([]R, error) {
	return MapContext(context.Background(), p, f, items)
}

// MapContext is [Map] until ctx ends: calls that have not returned then fail with its cause.
func MapContext[A, R any](ctx context.Context, p *Pool, f func(A) R, items []A) ([]R, error) {
	return mapped[A, R](ctx, p, NameOf(f), items, false)
}

// MapErr is [Map] for a function that may fail: an error that it returns fails its item.
func MapErr[A, R any](p *Pool, f func(A) (R, error), items []A) ([]R, error) {
	return mapped[A, R](context.Background(), p, NameOf(f), items, true)
}

func mapped[A, R any](ctx context.Context, p *Pool, name string, items []A, fails bool) ([]R, error) {
	tasks := make([]*Task, len(items))
	for i := range items {
		tasks[i] = p.Submit(ctx, name, Args().Put(&items[i]))
	}
	results := make([]R, len(items))
	failed := make([]error, 0)
	for i := range tasks {
		if err := result(context.Background(), tasks[i], &results[i], fails); err != nil {
			failed = append(failed, &TaskError{Index: i, Err: err})
		}
	}
	return results, errors.Join(failed...)
}

// Apply calls f(a) in one of the pool's processes and returns its result. The error is a [*CrashError] if the process
// ended before f returned, and [ErrClosed] if the pool is closed.
func Apply[A, R any](p *Pool, f func(A) R, a A) (R, error) { return ApplyAsync(p, f, a).Get() }

// ApplyContext is [Apply] until ctx ends: the error is its cause then.
func ApplyContext[A, R any](ctx context.Context, p *Pool, f func(A) R, a A) (R, error) {
	future := &Future[R]{task: p.Submit(ctx, NameOf(f), Args().Put(&a))}
	return future.Get()
}

// ApplyAsync is [Apply] that does not wait.
func ApplyAsync[A, R any](p *Pool, f func(A) R, a A) *Future[R] {
	return &Future[R]{task: p.Submit(context.Background(), NameOf(f), Args().Put(&a))}
}

// ApplyErr is [Apply] for a function that may fail: its error is returned.
func ApplyErr[A, R any](p *Pool, f func(A) (R, error), a A) (R, error) {
	return ApplyAsyncErr(p, f, a).Get()
}

// ApplyAsyncErr is [ApplyErr] that does not wait.
func ApplyAsyncErr[A, R any](p *Pool, f func(A) (R, error), a A) *Future[R] {
	return &Future[R]{task: p.Submit(context.Background(), NameOf(f), Args().Put(&a)), fails: true}
}

// result reads the result of a task, and behind it the function's own error if it has one.
func result[R any](ctx context.Context, t *Task, v *R, fails bool) error {
	r, err := t.Wait(ctx)
	if err != nil {
		return err
	}
	r.Get(v)
	var failure error
	if fails {
		failure = r.Failure()
	}
	if err := r.End(); err != nil {
		return err
	}
	return failure
}

// A Future is the result of a call that may still be on its way.
type Future[R any] struct {
	task  *Task
	fails bool // the function has an error of its own
}

// Get waits for the result. The error is a [*CrashError] if the process ended before the function returned.
func (f *Future[R]) Get() (R, error) { return f.GetContext(context.Background()) }

// GetContext is Get, but it waits no longer than ctx: then the error is that of ctx, and the call goes on.
func (f *Future[R]) GetContext(ctx context.Context) (R, error) {
	var v R
	err := result(ctx, f.task, &v, f.fails)
	return v, err
}

// Done is closed when the call has ended.
func (f *Future[R]) Done() <-chan struct{} { return f.task.Done() }

// Cancel ends the call, if it has not ended: its error is context.Canceled.
func (f *Future[R]) Cancel() { f.task.Cancel() }

// AsCompleted yields the futures in the order in which their calls end, with their places in the list.
func AsCompleted[R any](futures []*Future[R]) iter.Seq2[int, *Future[R]] {
	return func(yield func(int, *Future[R]) bool) {
		feed := NewFeed()
		for _, f := range futures {
			feed.Watch(f.task)
		}
		for i := feed.Next(); i >= 0; i = feed.Next() {
			if !yield(i, futures[i]) {
				return
			}
		}
	}
}
