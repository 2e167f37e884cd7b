//go:build weftsource

// Package procs holds sources to instantiate; see package std. A function that is to run in another process is a string
// here: lowered code passes its name. It is never compiled: the import path is the learners'.
package procs

import (
	"context"
	"errors"
	"io"
	"iter"

	"weft/procs"
)

func Start[A any](f string, a A) *procs.Process { return procs.Spawn(f, procs.Args().Put(&a)) }

func Start2[A, B any](f string, a A, b B) *procs.Process {
	return procs.Spawn(f, procs.Args().Put(&a).Put(&b))
}

func Start3[A, B, C any](f string, a A, b B, c C) *procs.Process {
	return procs.Spawn(f, procs.Args().Put(&a).Put(&b).Put(&c))
}

func Start4[A, B, C, D any](f string, a A, b B, c C, d D) *procs.Process {
	return procs.Spawn(f, procs.Args().Put(&a).Put(&b).Put(&c).Put(&d))
}

func Map[A, R any](p *procs.Pool, f string, items []A) ([]R, error) {
	return MapContext[A, R](context.Background(), p, f, items)
}

func MapContext[A, R any](ctx context.Context, p *procs.Pool, f string, items []A) ([]R, error) {
	return mapped[A, R](ctx, p, f, items, false)
}

func MapErr[A, R any](p *procs.Pool, f string, items []A) ([]R, error) {
	return mapped[A, R](context.Background(), p, f, items, true)
}

func mapped[A, R any](ctx context.Context, p *procs.Pool, name string, items []A, fails bool) ([]R, error) {
	tasks := make([]*procs.Task, len(items))
	for i := range items {
		tasks[i] = p.Submit(ctx, name, procs.Args().Put(&items[i]))
	}
	results := make([]R, len(items))
	failed := make([]error, 0)
	for i := range tasks {
		if err := result(context.Background(), tasks[i], &results[i], fails); err != nil {
			failed = append(failed, &procs.TaskError{Index: i, Err: err})
		}
	}
	return results, errors.Join(failed...)
}

func Apply[A, R any](p *procs.Pool, f string, a A) (R, error) { return ApplyAsync[A, R](p, f, a).Get() }

func ApplyContext[A, R any](ctx context.Context, p *procs.Pool, f string, a A) (R, error) {
	future := &Future[R]{task: p.Submit(ctx, f, procs.Args().Put(&a))}
	return future.Get()
}

func ApplyAsync[A, R any](p *procs.Pool, f string, a A) *Future[R] {
	return &Future[R]{task: p.Submit(context.Background(), f, procs.Args().Put(&a))}
}

func ApplyErr[A, R any](p *procs.Pool, f string, a A) (R, error) {
	return ApplyAsyncErr[A, R](p, f, a).Get()
}

func ApplyAsyncErr[A, R any](p *procs.Pool, f string, a A) *Future[R] {
	return &Future[R]{task: p.Submit(context.Background(), f, procs.Args().Put(&a)), fails: true}
}

func result[R any](ctx context.Context, t *procs.Task, v *R, fails bool) error {
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

type Future[R any] struct {
	task  *procs.Task
	fails bool
}

func (f *Future[R]) Get() (R, error) { return f.GetContext(context.Background()) }

func (f *Future[R]) GetContext(ctx context.Context) (R, error) {
	var v R
	err := result(ctx, f.task, &v, f.fails)
	return v, err
}

func (f *Future[R]) Done() <-chan struct{} { return f.task.Done() }

func (f *Future[R]) Cancel() { f.task.Cancel() }

func AsCompleted[R any](futures []*Future[R]) iter.Seq2[int, *Future[R]] {
	return func(yield func(int, *Future[R]) bool) {
		feed := procs.NewFeed()
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

type Queue[T any] struct{ ring *procs.Ring }

func NewQueue[T any](capacity int) *Queue[T] { return &Queue[T]{ring: procs.NewRing(capacity)} }

func (q *Queue[T]) Put(v T) error { return q.PutContext(context.Background(), v) }

func (q *Queue[T]) PutContext(ctx context.Context, v T) error {
	return q.ring.Put(ctx, procs.Args().Put(&v))
}

func (q *Queue[T]) Get() (T, error) { return q.GetContext(context.Background()) }

func (q *Queue[T]) GetContext(ctx context.Context) (T, error) { return taken[T](ctx, q.ring) }

func taken[T any](ctx context.Context, ring *procs.Ring) (T, error) {
	var v T
	r, err := ring.Take(ctx)
	if err != nil {
		return v, err
	}
	r.Get(&v)
	return v, r.End()
}

func (q *Queue[T]) All() iter.Seq[T] { return all[T](q.ring) }

func all[T any](ring *procs.Ring) iter.Seq[T] {
	return func(yield func(T) bool) {
		for {
			v, err := taken[T](context.Background(), ring)
			if err == io.EOF {
				return
			}
			if err != nil {
				panic(err)
			}
			if !yield(v) {
				return
			}
		}
	}
}

func (q *Queue[T]) Close() { q.ring.Close() }

func (q *Queue[T]) Len() int { return q.ring.Len() }

func (q *Queue[T]) Cap() int { return q.ring.Cap() }

type End[T any] struct{ in, out *procs.Ring }

func Pipe[T any]() (*End[T], *End[T]) {
	in1, out1, in2, out2 := procs.NewPipe()
	return &End[T]{in: in1, out: out1}, &End[T]{in: in2, out: out2}
}

func (e *End[T]) Send(v T) error { return e.SendContext(context.Background(), v) }

func (e *End[T]) SendContext(ctx context.Context, v T) error {
	return e.out.Put(ctx, procs.Args().Put(&v))
}

func (e *End[T]) Recv() (T, error) { return e.RecvContext(context.Background()) }

func (e *End[T]) RecvContext(ctx context.Context) (T, error) { return taken[T](ctx, e.in) }

func (e *End[T]) All() iter.Seq[T] { return all[T](e.in) }

func (e *End[T]) Close() {
	e.out.Close()
	e.in.Close()
}

type SharedArray[T procs.Number] struct {
	words *procs.Words
	n     int
}

func NewSharedArray[T procs.Number](n int) *SharedArray[T] {
	return &SharedArray[T]{words: procs.NewWords(n), n: n}
}

func (a *SharedArray[T]) Len() int { return a.n }

func (a *SharedArray[T]) At(i int) T {
	var v T
	procs.SetBits(&v, a.words.Get(i, a.n))
	return v
}

func (a *SharedArray[T]) Set(i int, v T) { a.words.Set(i, a.n, procs.Bits(&v)) }

func (a *SharedArray[T]) Slice() []T {
	s := make([]T, a.n)
	for i := range s {
		s[i] = a.At(i)
	}
	return s
}
