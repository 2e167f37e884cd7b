// fails: FIFO in slow start of processes: a consumer takes the newest item
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

type fifo struct {
	mu     sync.Mutex
	change *sync.Cond
	free   int // consumers that wait for an item
	items  []Item
	size   int
	closed bool
}

// put waits for room, if the queue has an end.
func (q *fifo) put(ctx context.Context, it Item) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) >= q.size+q.free && ctx.Err() == nil {
		q.change.Wait()
	}
	q.items = append(q.items, it)
	q.change.Broadcast()
}

func (q *fifo) get(ctx context.Context) (Item, bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.free++
	q.change.Broadcast()
	for len(q.items) == 0 && !q.closed && ctx.Err() == nil {
		q.change.Wait()
	}
	q.free--
	if len(q.items) == 0 || ctx.Err() != nil {
		return Item{}, false
	}
	last := len(q.items) - 1
	it := q.items[last]
	q.items = q.items[:last]
	q.change.Broadcast()
	return it, true
}

func (q *fifo) close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	q.change.Broadcast()
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
	items := &fifo{size: queue}
	items.change = sync.NewCond(&items.mu)
	defer context.AfterFunc(work, func() {
		items.mu.Lock()
		defer items.mu.Unlock()
		items.change.Broadcast()
	})()
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
				items.put(work, Item{i, seq, data})
			}
		}()
	}
	go func() {
		producers.Wait()
		items.close()
	}()

	var workers sync.WaitGroup
	for _, c := range consumers {
		workers.Add(1)
		go func() {
			defer workers.Done()
			if !start(c) {
				return
			}
			for {
				it, ok := items.get(work)
				if !ok {
					break
				}
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
					c.Stop()
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
