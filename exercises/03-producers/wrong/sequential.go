// fails: TIME, NEXT in one of each: everything is read first, and handled afterwards, one after the other
//go:build ignore

package solution

import (
	"context"
	"errors"
	"io"
)

var ErrCrashed = errors.New("consumer crashed")

type Item struct{ Source, Seq, Data int }

type Result struct {
	Item  Item
	Value int
	Err   error
}

type Source interface {
	Next(ctx context.Context) (int, error)
}

type Consumer interface {
	Start(ctx context.Context) error
	Handle(ctx context.Context, it Item) (int, error)
	Stop()
}

func Run(ctx context.Context, sources []Source, consumers []Consumer, queue int) ([]Result, error) {
	var items []Item
	for i, s := range sources {
		for seq := 0; ; seq++ {
			data, err := s.Next(ctx)
			if err == io.EOF {
				break
			}
			if err != nil {
				return nil, err
			}
			items = append(items, Item{i, seq, data})
		}
	}
	for _, c := range consumers {
		if err := c.Start(ctx); err != nil {
			return nil, err
		}
		defer c.Stop()
	}
	var results []Result
	for i, it := range items {
		c := consumers[i%len(consumers)]
		value, err := c.Handle(ctx, it)
		if errors.Is(err, ErrCrashed) {
			c.Stop()
			if err := c.Start(ctx); err != nil {
				return results, err
			}
			value, err = c.Handle(ctx, it)
		}
		results = append(results, Result{it, value, err})
	}
	return results, nil
}
