// A pipeline whose stages can fail: errors travel with the values, the first cancels the rest.
package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
)

type Either[T any] struct {
	Value T
	Err   error
}

type StageError struct {
	Stage string
	Input any
	Err   error
}

func (e *StageError) Error() string { return fmt.Sprintf("%s(%v): %s", e.Stage, e.Input, e.Err) }
func (e *StageError) Unwrap() error { return e.Err }

func stage[A, B any](ctx context.Context, name string, in <-chan Either[A], f func(A) (B, error)) <-chan Either[B] {
	out := make(chan Either[B])
	go func() {
		defer close(out)
		for e := range in {
			var r Either[B]
			if e.Err != nil {
				r.Err = e.Err
			} else if v, err := f(e.Value); err != nil {
				r.Err = &StageError{name, e.Value, err}
			} else {
				r.Value = v
			}
			select {
			case out <- r:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

func feed[T any](ctx context.Context, vs ...T) <-chan Either[T] {
	c := make(chan Either[T])
	go func() {
		defer close(c)
		for _, v := range vs {
			select {
			case c <- Either[T]{Value: v}:
			case <-ctx.Done():
				return
			}
		}
	}()
	return c
}

var errNegative = errors.New("negative")

func run(inputs ...string) (sum int, err error) {
	ctx, cancel := context.WithCancelCause(context.Background())
	defer cancel(nil)
	trimmed := stage(ctx, "trim", feed(ctx, inputs...), func(s string) (string, error) { return strings.TrimSpace(s), nil })
	parsed := stage(ctx, "parse", trimmed, strconv.Atoi)
	checked := stage(ctx, "check", parsed, func(n int) (int, error) {
		if n < 0 {
			return 0, errNegative
		}
		return n * n, nil
	})
	for e := range checked {
		if e.Err != nil {
			cancel(e.Err)
			return sum, context.Cause(ctx)
		}
		sum += e.Value
	}
	return sum, nil
}

func main() {
	fmt.Println(run("1", " 2", "3 "))
	fmt.Println(run())
	for _, in := range [][]string{{"4", "x", "5"}, {"2", "-7", "y"}} {
		sum, err := run(in...)
		var se *StageError
		fmt.Println(sum, err, errors.As(err, &se), se.Stage, errors.Is(err, errNegative), errors.Is(err, strconv.ErrSyntax))
	}
	var wg sync.WaitGroup
	sums := make([]int, 5)
	for i := range sums {
		wg.Go(func() { sums[i], _ = run(fmt.Sprint(i), fmt.Sprint(i+1)) })
	}
	wg.Wait()
	fmt.Println(sums)
}
