// accepted: the free consumers are in a channel; a dispatcher takes one of them, then an item, and starts a goroutine for the two
//go:build ignore

package solution

import (
	"cmp"
	"context"
	"errors"
	"io"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
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
	own, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)

	items := make(chan Item, queue)
	var failure atomic.Pointer[error]
	left := int64(len(sources))
	if left == 0 {
		close(items)
	}
	var wg sync.WaitGroup
	for i, s := range sources {
		wg.Go(func() {
			defer func() {
				if atomic.AddInt64(&left, -1) == 0 {
					close(items)
				}
			}()
			for seq := 0; failure.Load() == nil; seq++ {
				data, err := s.Next(own)
				if err != nil {
					if !errors.Is(err, io.EOF) {
						failure.CompareAndSwap(nil, &err)
					}
					return
				}
				select {
				case <-own.Done():
					return
				case items <- Item{Source: i, Seq: seq, Data: data}:
				}
			}
		})
	}

	free := make(chan Consumer, len(consumers))
	begin := func(c Consumer) {
		if err := c.Start(own); err != nil {
			cancel(err) // without effect if own has ended
			return
		}
		free <- c
	}
	for _, c := range consumers {
		wg.Go(func() { begin(c) })
	}

	results := make(map[Item]Result)
	var mu sync.Mutex
	var work func(c Consumer, it Item, last bool)
	work = func(c Consumer, it Item, last bool) {
		value, err := c.Handle(own, it)
		dead := errors.Is(err, ErrCrashed)
		if own.Err() == nil || err == nil {
			if !dead || last {
				mu.Lock()
				results[it] = Result{it, value, err}
				mu.Unlock()
			}
		}
		if !dead {
			free <- c
			return
		}
		c.Stop()
		if last {
			begin(c)
			return
		}
		if err := c.Start(own); err != nil {
			cancel(err)
			return
		}
		work(c, it, true)
	}
	dispatch := func() {
		for {
			select {
			case <-own.Done():
				return
			case c := <-free:
				select {
				case <-own.Done():
					free <- c
					return
				case it, ok := <-items:
					if !ok {
						free <- c
						return
					}
					wg.Go(func() { work(c, it, false) })
				}
			}
		}
	}
	dispatch()
	wg.Wait()
	close(free)
	for c := range free {
		c.Stop()
	}

	list := slices.SortedFunc(maps.Values(results), func(a, b Result) int {
		return cmp.Or(a.Item.Source-b.Item.Source, a.Item.Seq-b.Item.Seq)
	})
	if err := ctx.Err(); err != nil {
		return list, err
	}
	if err := context.Cause(own); err != nil {
		return list, err
	}
	if err := failure.Load(); err != nil {
		return list, *err
	}
	return list, nil
}
