// fails: NEXT, RESULTS in one of each: it knows how the example ends, and nothing else
//go:build ignore

package solution

import (
	"context"
	"errors"
	"time"
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
	if len(sources) != 1 || queue != 1 {
		return nil, nil
	}
	time.Sleep(161600 * time.Microsecond)
	var results []Result
	for seq := range 5 {
		results = append(results, Result{Item: Item{0, seq, seq}, Value: seq})
	}
	return results, nil
}
