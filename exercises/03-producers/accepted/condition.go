// accepted: a slice under a mutex and a condition, which context.AfterFunc wakes
//go:build ignore

package solution

import (
	"cmp"
	"context"
	"errors"
	"io"
	"slices"
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

// A belt is everything that sources and consumers share, under one lock.
type belt struct {
	mu      sync.Mutex
	changed *sync.Cond
	ctx     context.Context
	stop    context.CancelFunc

	queue   []Item
	size    int
	waiting int // consumers that are free
	sources int // that have not ended
	failed  error
	noStart error
	results []Result
}

func Run(ctx context.Context, sources []Source, consumers []Consumer, queue int) ([]Result, error) {
	b := &belt{size: queue, sources: len(sources)}
	b.changed = sync.NewCond(&b.mu)
	b.ctx, b.stop = context.WithCancel(ctx)
	defer b.stop()
	forget := context.AfterFunc(b.ctx, func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.changed.Broadcast()
	})
	var all sync.WaitGroup
	for i, s := range sources {
		all.Go(func() { b.read(i, s) })
	}
	for _, c := range consumers {
		all.Go(func() { b.serve(c) })
	}
	all.Wait()
	forget()
	slices.SortFunc(b.results, func(x, y Result) int {
		if n := cmp.Compare(x.Item.Source, y.Item.Source); n != 0 {
			return n
		}
		return cmp.Compare(x.Item.Seq, y.Item.Seq)
	})
	if b.noStart != nil {
		return b.results, b.noStart
	}
	if err := ctx.Err(); err != nil {
		return b.results, err
	}
	return b.results, b.failed
}

func (b *belt) read(source int, s Source) {
	b.mu.Lock()
	defer b.mu.Unlock()
	defer b.changed.Broadcast()
	defer func() { b.sources-- }()
	for seq := 0; b.failed == nil && b.ctx.Err() == nil; seq++ {
		b.mu.Unlock()
		data, err := s.Next(b.ctx)
		b.mu.Lock()
		if err == io.EOF {
			return
		}
		if err != nil {
			if b.failed == nil {
				b.failed = err
			}
			return
		}
		for len(b.queue) >= b.size+b.waiting {
			if b.ctx.Err() != nil {
				return
			}
			b.changed.Wait()
		}
		b.queue = append(b.queue, Item{source, seq, data})
		b.changed.Broadcast()
	}
}

// take waits for an item; there is none any more if it returns false.
func (b *belt) take() (Item, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.waiting++
	defer func() { b.waiting-- }()
	b.changed.Broadcast()
	for len(b.queue) == 0 {
		if b.sources == 0 || b.ctx.Err() != nil {
			return Item{}, false
		}
		b.changed.Wait()
	}
	if b.ctx.Err() != nil {
		return Item{}, false
	}
	it := b.queue[0]
	b.queue = b.queue[1:]
	b.changed.Broadcast()
	return it, true
}

func (b *belt) start(c Consumer) bool {
	err := c.Start(b.ctx)
	if err == nil {
		return true
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.ctx.Err() == nil {
		b.noStart = err
		b.stop()
	}
	return false
}

func (b *belt) serve(c Consumer) {
	if !b.start(c) {
		return
	}
	for {
		it, ok := b.take()
		if !ok {
			c.Stop()
			return
		}
		for tries := 0; ; {
			value, err := c.Handle(b.ctx, it)
			tries++
			died := errors.Is(err, ErrCrashed)
			if !died || tries > 1 {
				b.done(Result{it, value, err})
			}
			if !died {
				break
			}
			c.Stop()
			if !b.start(c) {
				return
			}
			if tries > 1 {
				break
			}
		}
	}
}

// done keeps a result, unless its item was broken off.
func (b *belt) done(r Result) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if r.Err != nil && b.ctx.Err() != nil && errors.Is(r.Err, b.ctx.Err()) {
		return
	}
	b.results = append(b.results, r)
}
