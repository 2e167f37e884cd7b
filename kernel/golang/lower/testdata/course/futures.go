// Futures and promises, generic.
package main

import (
	"errors"
	"fmt"
	"sync"
)

type Future[T any] struct {
	done chan struct{}
	val  T
	err  error
}

func Async[T any](f func() (T, error)) *Future[T] {
	fu := &Future[T]{done: make(chan struct{})}
	go func() {
		defer close(fu.done)
		defer func() {
			if r := recover(); r != nil {
				fu.err = fmt.Errorf("panic: %v", r)
			}
		}()
		fu.val, fu.err = f()
	}()
	return fu
}

func (f *Future[T]) Await() (T, error) {
	<-f.done
	return f.val, f.err
}

func Then[T, U any](f *Future[T], g func(T) (U, error)) *Future[U] {
	return Async(func() (U, error) {
		v, err := f.Await()
		if err != nil {
			var zero U
			return zero, err
		}
		return g(v)
	})
}

func All[T any](fs ...*Future[T]) *Future[[]T] {
	return Async(func() ([]T, error) {
		out := make([]T, 0, len(fs))
		var errs []error
		for i, f := range fs {
			v, err := f.Await()
			if err != nil {
				errs = append(errs, fmt.Errorf("future %d: %w", i, err))
				continue
			}
			out = append(out, v)
		}
		return out, errors.Join(errs...)
	})
}

type Promise[T any] struct {
	once sync.Once
	*Future[T]
}

func NewPromise[T any]() *Promise[T] {
	return &Promise[T]{Future: &Future[T]{done: make(chan struct{})}}
}

func (p *Promise[T]) Resolve(v T) {
	p.once.Do(func() { p.val = v; close(p.done) })
}

func (p *Promise[T]) Reject(err error) {
	p.once.Do(func() { p.err = err; close(p.done) })
}

func main() {
	square := func(n int) *Future[int] { return Async(func() (int, error) { return n * n, nil }) }
	fmt.Println(All(square(1), square(2), square(3)).Await())

	text := Then(square(12), func(n int) (string, error) { return fmt.Sprintf("<%d>", n), nil })
	fmt.Println(text.Await())

	bad := Then(square(2), func(n int) (float64, error) { return 0, fmt.Errorf("no root of %d", n) })
	_, err := bad.Await()
	fmt.Println(err)
	crash := Async(func() (int, error) { var m map[string]int; m["x"] = 1; return 1, nil })
	_, err = crash.Await()
	fmt.Println(err)
	_, err = All(square(1), crash, Async(func() (int, error) { return 0, errors.New("second") })).Await()
	fmt.Println(err)

	p := NewPromise[map[string]int]()
	go p.Resolve(map[string]int{"a": 1})
	fmt.Println(p.Await())
	p.Reject(errors.New("too late"))
	fmt.Println(p.Await())
	q := NewPromise[struct{}]()
	q.Reject(errors.New("no"))
	v, err := q.Await()
	fmt.Printf("%v %v %T\n", v, err, q.Future)
}
