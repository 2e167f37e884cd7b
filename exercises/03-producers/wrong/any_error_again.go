// fails: STARTS in a bad item: every error of Handle is taken for a crash
//go:build ignore

package solution

import (
	"context"
	"errors"
	"io"
	"sort"
	"sync"
)

// ErrCrashed says that a consumer died while it handled an item.
var ErrCrashed = errors.New("consumer crashed")

// Item is one thing to be handled. Seq counts from 0 for each source.
type Item struct{ Source, Seq, Data int }

// Result is what became of an Item.
type Result struct {
	Item  Item
	Value int
	Err   error
}

// Source produces data: one Next at a time, io.EOF at its end.
type Source interface {
	Next(ctx context.Context) (int, error)
}

// Consumer handles items.
type Consumer interface {
	Start(ctx context.Context) error                  // free for a goroutine, slow for a process
	Handle(ctx context.Context, it Item) (int, error) // one item at a time, only when started
	Stop()                                            // once for every Start that returned nil
}

type buffer[T any] struct {
	mu      sync.Mutex
	cond    sync.Cond
	held    []T
	size    int // of the queue; waiting takers count as room
	takers  int
	writers int
	broken  error
	stopped bool // a source has failed
}

func newBuffer[T any](size, writers int) *buffer[T] {
	b := &buffer[T]{size: size, writers: writers}
	b.cond.L = &b.mu
	return b
}

func (b *buffer[T]) put(x T) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	for b.broken == nil && len(b.held) >= b.size+b.takers {
		b.cond.Wait()
	}
	if b.broken != nil {
		return false
	}
	b.held = append(b.held, x)
	b.cond.Broadcast()
	return true
}

func (b *buffer[T]) take() (x T, ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.takers++
	defer func() { b.takers-- }()
	b.cond.Broadcast()
	for b.broken == nil && len(b.held) == 0 && b.writers > 0 {
		b.cond.Wait()
	}
	if b.broken != nil || len(b.held) == 0 {
		return x, false
	}
	x = b.held[0]
	b.held = b.held[1:]
	b.cond.Broadcast()
	return x, true
}

func (b *buffer[T]) done() {
	b.mu.Lock()
	b.writers--
	b.mu.Unlock()
	b.cond.Broadcast()
}

func (b *buffer[T]) smash(err error) {
	b.mu.Lock()
	if b.broken == nil {
		b.broken = err
	}
	b.mu.Unlock()
	b.cond.Broadcast()
}

// Run puts a monitor between the sources and the consumers.
func Run(ctx context.Context, sources []Source, consumers []Consumer, queue int) ([]Result, error) {
	inner, cancel := context.WithCancel(ctx)
	defer cancel()
	b := newBuffer[Item](queue, len(sources))
	brk := func(err error) {
		b.smash(err)
		cancel()
	}
	defer context.AfterFunc(ctx, func() { brk(ctx.Err()) })()

	var wg sync.WaitGroup
	var sm sync.Mutex
	var sourceErr error
	for i, src := range sources {
		wg.Go(func() {
			defer b.done()
			for n := 0; ; n++ {
				sm.Lock()
				halt := sourceErr != nil
				sm.Unlock()
				if halt || inner.Err() != nil {
					return
				}
				d, err := src.Next(inner)
				if errors.Is(err, io.EOF) {
					return
				}
				if err != nil {
					sm.Lock()
					if sourceErr == nil {
						sourceErr = err
					}
					sm.Unlock()
					return
				}
				if !b.put(Item{Source: i, Seq: n, Data: d}) {
					return
				}
			}
		})
	}
	results := make([][]Result, len(consumers))
	for i, c := range consumers {
		wg.Go(func() { results[i] = consume(inner, c, b, brk) })
	}
	wg.Wait()
	var all []Result
	for _, r := range results {
		all = append(all, r...)
	}
	sort.Slice(all, func(i, j int) bool {
		x, y := all[i].Item, all[j].Item
		if x.Source != y.Source {
			return x.Source < y.Source
		}
		return x.Seq < y.Seq
	})
	if ctx.Err() != nil {
		return all, ctx.Err()
	}
	if b.broken != nil {
		return all, b.broken
	}
	return all, sourceErr
}

func consume(ctx context.Context, c Consumer, b *buffer[Item], brk func(error)) (out []Result) {
	for {
		if err := c.Start(ctx); err != nil {
			brk(err)
			return out
		}
		dead := false
		for !dead {
			it, ok := b.take()
			if !ok {
				c.Stop()
				return out
			}
			v, err := c.Handle(ctx, it)
			if err != nil && ctx.Err() == nil {
				c.Stop()
				if err := c.Start(ctx); err != nil {
					brk(err)
					return out
				}
				v, err = c.Handle(ctx, it)
				dead = errors.Is(err, ErrCrashed)
			}
			if err != nil && ctx.Err() != nil && errors.Is(err, context.Canceled) {
				c.Stop()
				return out
			}
			out = append(out, Result{it, v, err})
		}
		c.Stop()
	}
}
