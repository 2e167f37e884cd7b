// accepted: a small errgroup, workers that know whether they are up, a collector of results
//go:build ignore

package solution

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"
	"sync/atomic"
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

// group is a small errgroup.
type group struct {
	wg     sync.WaitGroup
	once   sync.Once
	err    error
	cancel context.CancelFunc
}

func newGroup(ctx context.Context) (*group, context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	return &group{cancel: cancel}, ctx
}

func (g *group) Go(f func() error) {
	g.wg.Add(1)
	go func() {
		defer g.wg.Done()
		if err := f(); err != nil {
			g.once.Do(func() {
				g.err = err
				g.cancel()
			})
		}
	}()
}

func (g *group) Wait() error {
	g.wg.Wait()
	g.cancel()
	return g.err
}

type worker struct {
	Consumer
	running bool
}

func (w *worker) up(ctx context.Context) error {
	if w.running {
		return nil
	}
	if err := w.Start(ctx); err != nil {
		return err
	}
	w.running = true
	return nil
}

func (w *worker) down() {
	if w.running {
		w.running = false
		w.Stop()
	}
}

func (w *worker) process(ctx context.Context, it Item) (r Result, err error) {
	r.Item = it
	for try := 0; try < 2; try++ {
		if err := w.up(ctx); err != nil {
			return r, err
		}
		r.Value, r.Err = w.Handle(ctx, it)
		if !errors.Is(r.Err, ErrCrashed) {
			break
		}
		w.down()
	}
	return r, nil
}

// Run gives everybody to one group; the first error of a Start ends it.
func Run(ctx context.Context, sources []Source, consumers []Consumer, queue int) ([]Result, error) {
	g, gctx := newGroup(ctx)
	items := make(chan Item, queue)
	results := make(chan Result)
	var stop atomic.Pointer[error]
	var open atomic.Int32
	open.Store(int32(len(sources)))
	if len(sources) == 0 {
		close(items)
	}
	for i := range sources {
		g.Go(func() error {
			defer func() {
				if open.Add(-1) == 0 {
					close(items)
				}
			}()
			seq := 0
			for stop.Load() == nil {
				data, err := sources[i].Next(gctx)
				if err == io.EOF {
					return nil
				}
				if err != nil {
					stop.CompareAndSwap(nil, &err)
					return nil
				}
				select {
				case items <- Item{i, seq, data}:
					seq++
				case <-gctx.Done():
					return gctx.Err()
				}
			}
			return nil
		})
	}
	for _, c := range consumers {
		g.Go(func() error {
			w := &worker{Consumer: c}
			defer w.down()
			for {
				if err := w.up(gctx); err != nil {
					return err
				}
				select {
				case <-gctx.Done():
					return gctx.Err()
				case it, ok := <-items:
					if !ok {
						return nil
					}
					r, err := w.process(gctx, it)
					if err != nil {
						return err
					}
					if gctx.Err() != nil && r.Err != nil {
						return gctx.Err()
					}
					results <- r
				}
			}
		})
	}
	var all []Result
	collected := make(chan struct{})
	go func() {
		defer close(collected)
		for r := range results {
			all = append(all, r)
		}
	}()
	err := g.Wait()
	close(results)
	<-collected
	slices.SortStableFunc(all, func(a, b Result) int {
		if d := a.Item.Source - b.Item.Source; d != 0 {
			return d
		}
		return a.Item.Seq - b.Item.Seq
	})
	if ctx.Err() != nil {
		return all, ctx.Err()
	}
	if err != nil {
		return all, fmt.Errorf("%w", err)
	}
	if p := stop.Load(); p != nil {
		return all, *p
	}
	return all, nil
}
