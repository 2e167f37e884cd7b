package solution

import (
	"cmp"
	"context"
	"errors"
	"io"
	"slices"
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

// Run brings the items of all sources through one bounded queue to the consumers.
//
// The queue is a channel. It is closed when all producers have ended, which they do also when the
// context ends; so the consumers end too.
func Run(ctx context.Context, sources []Source, consumers []Consumer, queue int) ([]Result, error) {
	inner, breakOff := context.WithCancel(ctx)
	defer breakOff()
	l := &line{queue: make(chan Item, queue), breakOff: breakOff}
	var producing, consuming sync.WaitGroup
	for i, s := range sources {
		producing.Go(func() { l.produce(inner, i, s) })
	}
	for _, c := range consumers {
		consuming.Go(func() { l.consume(inner, c) })
	}
	producing.Wait()
	close(l.queue)
	consuming.Wait()
	slices.SortFunc(l.results, func(a, b Result) int {
		return cmp.Or(cmp.Compare(a.Item.Source, b.Item.Source), cmp.Compare(a.Item.Seq, b.Item.Seq))
	})
	switch {
	case l.startErr != nil:
		return l.results, l.startErr
	case ctx.Err() != nil:
		return l.results, ctx.Err()
	}
	return l.results, l.sourceErr
}

// A line is what the goroutines of one Run share.
type line struct {
	queue    chan Item
	breakOff context.CancelFunc

	mu        sync.Mutex
	results   []Result
	sourceErr error // the first of a source: no Next begins any more
	startErr  error // the first of a Start: everything is broken off
}

// produce reads a source to its end.
func (l *line) produce(ctx context.Context, source int, s Source) {
	for seq := 0; !l.failed(); seq++ {
		data, err := s.Next(ctx)
		switch {
		case errors.Is(err, io.EOF) || ctx.Err() != nil:
			return
		case err != nil:
			l.mu.Lock()
			l.sourceErr = cmp.Or(l.sourceErr, err)
			l.mu.Unlock()
			return
		}
		select {
		case l.queue <- Item{source, seq, data}:
		case <-ctx.Done():
			return
		}
	}
}

func (l *line) failed() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.sourceErr != nil
}

// consume starts a consumer and gives it items until the queue is closed.
func (l *line) consume(ctx context.Context, c Consumer) {
	if !l.start(ctx, c) {
		return
	}
	started := true
	defer func() {
		if started {
			c.Stop()
		}
	}()
	for it := range l.queue {
		for try := 1; ; try++ {
			if ctx.Err() != nil {
				return
			}
			value, err := c.Handle(ctx, it)
			crashed := errors.Is(err, ErrCrashed)
			if err != nil && !crashed && ctx.Err() != nil {
				return // broken off
			}
			if !crashed || try == 2 {
				l.add(Result{it, value, err})
			}
			if !crashed {
				break
			}
			c.Stop()
			if started = l.start(ctx, c); !started {
				return
			}
			if try == 2 {
				break
			}
		}
	}
}

// start reports whether c is started now. If not, everything is broken off.
func (l *line) start(ctx context.Context, c Consumer) bool {
	err := c.Start(ctx)
	if err != nil && ctx.Err() == nil {
		l.mu.Lock()
		l.startErr = cmp.Or(l.startErr, err)
		l.mu.Unlock()
		l.breakOff()
	}
	return err == nil
}

func (l *line) add(r Result) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.results = append(l.results, r)
}
