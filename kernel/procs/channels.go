package procs

import (
	"context"
	"io"
	"iter"
)

// A Queue carries values between processes, in order, with a bounded number on their way. Any number of processes may
// put and get.
type Queue[T any] struct{ ring *Ring }

// NewQueue makes a queue with room for a number of values, at least 1.
func NewQueue[T any](capacity int) *Queue[T] { return &Queue[T]{ring: NewRing(capacity)} }

// Put adds v; it waits while there is no room. The error is [ErrClosed] if the queue is closed.
func (q *Queue[T]) Put(v T) error { return q.PutContext(context.Background(), v) }

// PutContext is Put that waits no longer than ctx: then the error is that of ctx.
func (q *Queue[T]) PutContext(ctx context.Context, v T) error {
	return q.ring.Put(ctx, Args().Put(&v))
}

// Get waits for a value and takes it. The error is io.EOF when the queue is closed and empty.
func (q *Queue[T]) Get() (T, error) { return q.GetContext(context.Background()) }

// GetContext is Get that waits no longer than ctx: then the error is that of ctx.
func (q *Queue[T]) GetContext(ctx context.Context) (T, error) { return taken[T](ctx, q.ring) }

// taken is the next value of a ring.
func taken[T any](ctx context.Context, ring *Ring) (T, error) {
	var v T
	r, err := ring.Take(ctx)
	if err != nil {
		return v, err
	}
	r.Get(&v)
	return v, r.End()
}

// All yields values until the queue is closed and empty.
func (q *Queue[T]) All() iter.Seq[T] { return all[T](q.ring) }

func all[T any](ring *Ring) iter.Seq[T] {
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

// Close says that nothing more is put. Who gets still gets what is there.
func (q *Queue[T]) Close() { q.ring.Close() }

// Len is how many values are on their way; it may have changed when you see it.
func (q *Queue[T]) Len() int { return q.ring.Len() }

// Cap is how many values there is room for.
func (q *Queue[T]) Cap() int { return q.ring.Cap() }

// An End is one end of a pipe. It belongs to one process: as an argument of a call it goes to the process of the call, and
// is of no use here any more. When that process ends, so does the pipe.
type End[T any] struct{ in, out *Ring }

// Pipe makes a pipe: what is sent at one end is received at the other, in both directions.
func Pipe[T any]() (*End[T], *End[T]) {
	in1, out1, in2, out2 := NewPipe()
	return &End[T]{in: in1, out: out1}, &End[T]{in: in2, out: out2}
}

// Send sends v to the other end. The error is [ErrClosed] if one of the ends is closed.
func (e *End[T]) Send(v T) error { return e.SendContext(context.Background(), v) }

// SendContext is Send that waits for room no longer than ctx: then the error is that of ctx.
func (e *End[T]) SendContext(ctx context.Context, v T) error {
	return e.out.Put(ctx, Args().Put(&v))
}

// Recv waits for a value from the other end. The error is io.EOF if that is closed and nothing is left.
func (e *End[T]) Recv() (T, error) { return e.RecvContext(context.Background()) }

// RecvContext is Recv that waits no longer than ctx: then the error is that of ctx.
func (e *End[T]) RecvContext(ctx context.Context) (T, error) { return taken[T](ctx, e.in) }

// All yields values until the other end is closed and nothing is left.
func (e *End[T]) All() iter.Seq[T] { return all[T](e.in) }

// Close ends the pipe for both ends; what has been sent can still be received.
func (e *End[T]) Close() {
	e.out.Close()
	e.in.Close()
}
