// accepted: a result has its place beforehand, in a list for each source; the queue is closed by the last reader to end
//go:build ignore

package solution

import (
	"context"
	"errors"
	"io"
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

type desk struct {
	ctx   context.Context
	quit  context.CancelFunc
	once  sync.Once
	start error

	items   chan *entry
	stopped chan struct{} // closed when a source has failed
	first   sync.Once
	failure error
}

// An entry is an item with the place of its result.
type entry struct {
	Result
	done bool
}

func Run(ctx context.Context, sources []Source, consumers []Consumer, queue int) ([]Result, error) {
	d := &desk{items: make(chan *entry, queue), stopped: make(chan struct{})}
	d.ctx, d.quit = context.WithCancel(ctx)
	defer d.quit()

	lists := make([][]*entry, len(sources))
	readers := new(sync.WaitGroup)
	readers.Add(len(sources))
	for n := range sources {
		go func() {
			defer readers.Done()
			d.read(n, sources[n], &lists[n])
		}()
	}
	hands := new(sync.WaitGroup)
	hands.Add(len(consumers))
	for _, c := range consumers {
		go func() {
			defer hands.Done()
			d.hand(c)
		}()
	}
	readers.Wait()
	close(d.items)
	hands.Wait()

	var results []Result
	for _, list := range lists {
		for _, e := range list {
			if e.done {
				results = append(results, e.Result)
			}
		}
	}
	if d.start != nil {
		return results, d.start
	}
	if ctx.Err() != nil {
		return results, ctx.Err()
	}
	return results, d.failure
}

func (d *desk) read(n int, s Source, list *[]*entry) {
	for {
		select {
		case <-d.stopped:
			return
		default:
		}
		data, err := s.Next(d.ctx)
		switch err {
		case nil:
		case io.EOF:
			return
		default:
			d.first.Do(func() {
				d.failure = err
				close(d.stopped)
			})
			return
		}
		e := &entry{Result: Result{Item: Item{n, len(*list), data}}}
		*list = append(*list, e)
		select {
		case d.items <- e:
		case <-d.ctx.Done():
			return
		}
	}
}

func (d *desk) up(c Consumer) bool {
	err := c.Start(d.ctx)
	if err != nil {
		d.once.Do(func() {
			if d.ctx.Err() == nil {
				d.start = err
			}
			d.quit()
		})
	}
	return err == nil
}

func (d *desk) hand(c Consumer) {
	for alive := d.up(c); alive; {
		select {
		case <-d.ctx.Done():
			c.Stop()
			return
		case e, more := <-d.items:
			if !more || d.ctx.Err() != nil {
				c.Stop()
				return
			}
			if d.try(c, e); !errors.Is(e.Err, ErrCrashed) {
				continue
			}
			c.Stop()
			if alive = d.up(c); !alive {
				return
			}
			if d.try(c, e); errors.Is(e.Err, ErrCrashed) {
				e.done = true
				c.Stop()
				alive = d.up(c)
			}
		}
	}
}

func (d *desk) try(c Consumer, e *entry) {
	e.Value, e.Err = c.Handle(d.ctx, e.Item)
	if e.Err == nil {
		e.done = true
		return
	}
	e.done = !errors.Is(e.Err, ErrCrashed) && d.ctx.Err() == nil
}
