// fails: USE in a crash: after a crash the consumer is started again, but not stopped before
//go:build ignore

package solution

import (
	"context"
	"errors"
	"io"
	"sort"
	"sync"
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
	work, cancel := context.WithCancel(ctx)
	defer cancel()
	var (
		mu        sync.Mutex
		results   []Result
		sourceErr error
		startErr  error
	)
	items := make(chan Item, queue)
	start := func(c Consumer) bool {
		err := c.Start(work)
		if err == nil {
			return true
		}
		mu.Lock()
		defer mu.Unlock()
		if startErr == nil && work.Err() == nil {
			startErr = err
			cancel()
		}
		return false
	}

	var producers sync.WaitGroup
	for i, s := range sources {
		producers.Add(1)
		go func() {
			defer producers.Done()
			for seq := 0; ; seq++ {
				mu.Lock()
				failed := sourceErr != nil
				mu.Unlock()
				if failed {
					return
				}
				data, err := s.Next(work)
				if err == io.EOF {
					return
				}
				if err != nil {
					mu.Lock()
					if sourceErr == nil {
						sourceErr = err
					}
					mu.Unlock()
					return
				}
				select {
				case items <- Item{i, seq, data}:
				case <-work.Done():
					return
				}
			}
		}()
	}
	go func() {
		producers.Wait()
		close(items)
	}()

	var workers sync.WaitGroup
	for _, c := range consumers {
		workers.Add(1)
		go func() {
			defer workers.Done()
			if !start(c) {
				return
			}
			for it := range items {
				crashes := 0
				for work.Err() == nil {
					value, err := c.Handle(work, it)
					if work.Err() != nil && err != nil {
						break
					}
					dead := errors.Is(err, ErrCrashed)
					if dead {
						crashes++
					}
					if !dead || crashes == 2 {
						mu.Lock()
						results = append(results, Result{it, value, err})
						mu.Unlock()
					}
					if !dead {
						break
					}
					if !start(c) {
						return
					}
					if crashes == 2 {
						break
					}
				}
			}
			c.Stop()
		}()
	}
	workers.Wait()
	sort.Slice(results, func(a, b int) bool {
		x, y := results[a].Item, results[b].Item
		if x.Source != y.Source {
			return x.Source < y.Source
		}
		return x.Seq < y.Seq
	})
	if startErr != nil {
		return results, startErr
	}
	if ctx.Err() != nil {
		return results, ctx.Err()
	}
	return results, sourceErr
}
