// errgroup: first error, limits, results in order, contexts.
package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync/atomic"

	"golang.org/x/sync/errgroup"
)

type parseError struct {
	index int
	err   error
}

func (e *parseError) Error() string { return fmt.Sprintf("item %d: %v", e.index, e.err) }
func (e *parseError) Unwrap() error { return e.err }

func parseAll(ctx context.Context, in []string) ([]int, error) {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(2)
	out := make([]int, len(in))
	for i, s := range in {
		g.Go(func() error {
			if ctx.Err() != nil {
				return nil
			}
			n, err := strconv.Atoi(s)
			if err != nil {
				return &parseError{i, err}
			}
			out[i] = n
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return nil, fmt.Errorf("parse: %w", err)
	}
	return out, nil
}

func main() {
	fmt.Println(parseAll(context.Background(), []string{"1", "22", "333"}))
	_, err := parseAll(context.Background(), []string{"1", "two", "3"})
	var pe *parseError
	var ne *strconv.NumError
	fmt.Println(err)
	fmt.Println(errors.As(err, &pe), pe.index, errors.As(err, &ne), ne.Func, errors.Is(err, strconv.ErrSyntax))

	var g errgroup.Group
	var ran atomic.Int32
	g.SetLimit(1)
	for i := range 5 {
		g.Go(func() error { ran.Add(1); _ = i; return nil })
	}
	fmt.Println(g.Wait(), ran.Load())

	g2, ctx := errgroup.WithContext(context.Background())
	g2.Go(func() error { return errors.New("boom") })
	g2.Go(func() error { <-ctx.Done(); return ctx.Err() })
	g2.Go(func() error { <-ctx.Done(); return nil })
	fmt.Println(g2.Wait(), ctx.Err(), context.Cause(ctx))

	var g3 errgroup.Group
	g3.SetLimit(2)
	hold := make(chan bool)
	fmt.Println(g3.TryGo(func() error { <-hold; return nil }), g3.TryGo(func() error { <-hold; return nil }), g3.TryGo(func() error { return nil }))
	close(hold)
	fmt.Println(g3.Wait())
}
