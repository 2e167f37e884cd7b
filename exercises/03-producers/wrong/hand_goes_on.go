// fails: SRCSTOP in a source fails, full queue: a source whose hand is emptied after the failure of another reads on
//go:build ignore

package solution

import (
	"context"
	"errors"
	"io"
	"sort"
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

type produced struct {
	item Item
	err  error
}

type report struct {
	who  int
	res  *Result
	err  error // a Start has failed
	free bool
	gone bool
}

// Run is one loop that owns the queue; sources and consumers only do what they are told.
func Run(ctx context.Context, sources []Source, consumers []Consumer, queue int) (results []Result, err error) {
	work, stop := context.WithCancel(ctx)
	defer stop()
	fromSources := make(chan produced)
	tell := make([]chan bool, len(sources))
	for i, s := range sources {
		tell[i] = make(chan bool, 1)
		tell[i] <- true
		go func() {
			seq := 0
			for range tell[i] {
				d, err := s.Next(work)
				fromSources <- produced{Item{i, seq, d}, err}
				if err != nil {
					return
				}
				seq++
			}
		}()
	}
	reports := make(chan report)
	jobs := make([]chan Item, len(consumers))
	for i, c := range consumers {
		jobs[i] = make(chan Item)
		go func() { reports <- report{who: i, gone: true, err: serve(work, i, c, jobs[i], reports)} }()
	}
	var (
		buf     []Item // queue, then hands
		free    []int
		reading = len(sources) // sources with a Next in progress
		alive   = len(consumers)
		halt    bool
		broken  error
		srcErr  error
		pending = 0
		closed  = make([]bool, len(sources))
		ended   = false
	)
	done := ctx.Done()
	for alive > 0 || reading > 0 {
		// give items to consumers that are free
		for len(buf) > 0 && len(free) > 0 && broken == nil {
			w := free[0]
			free = free[1:]
			it := buf[0]
			buf = buf[1:]
			jobs[w] <- it
			pending++
			if len(buf) >= queue { // the hand of the last of the queue is empty now
				var src int
				if queue == 0 {
					src = it.Source
				} else {
					src = buf[queue-1].Source
				}
				if true {
					reading++
					tell[src] <- true
				}
			}
		}
		if !ended && (broken != nil || (reading == 0 && len(buf) == 0 && pending == 0)) {
			ended = true
			for _, j := range jobs {
				close(j)
			}
			stop()
		}
		select {
		case p := <-fromSources:
			reading--
			switch {
			case p.err == nil && broken == nil:
				buf = append(buf, p.item)
				now := len(free) > 0
				if !halt && !now && len(buf) <= queue {
					reading++
					tell[p.item.Source] <- true
				}
				if now && queue > 0 && !halt {
					reading++
					tell[p.item.Source] <- true
				}
			case p.err == nil, errors.Is(p.err, io.EOF):
				closed[p.item.Source] = true
			default:
				if srcErr == nil && broken == nil {
					srcErr = p.err
				}
				halt = true
			}
		case r := <-reports:
			if r.res != nil {
				results = append(results, *r.res)
				pending--
			}
			if r.free {
				free = append(free, r.who)
			}
			if r.gone {
				alive--
				if r.err != nil && broken == nil && !ended {
					broken = r.err
				}
			}
		case <-done:
			done = nil
			broken = ctx.Err()
		}
	}
	for i := range tell {
		close(tell[i])
	}
	_ = closed
	sort.Slice(results, func(i, j int) bool {
		a, b := results[i].Item, results[j].Item
		return a.Source < b.Source || a.Source == b.Source && a.Seq < b.Seq
	})
	if broken != nil {
		return results, broken
	}
	return results, srcErr
}

func serve(ctx context.Context, me int, c Consumer, jobs <-chan Item, reports chan<- report) error {
	if err := c.Start(ctx); err != nil {
		return err
	}
	reports <- report{who: me, free: true}
	for it := range jobs {
		v, err := c.Handle(ctx, it)
		if errors.Is(err, ErrCrashed) {
			c.Stop()
			if err := c.Start(ctx); err != nil {
				return err
			}
			v, err = c.Handle(ctx, it)
		}
		if err != nil && ctx.Err() != nil {
			c.Stop()
			return nil
		}
		res := &Result{it, v, err}
		if !errors.Is(err, ErrCrashed) {
			reports <- report{who: me, res: res, free: true}
			continue
		}
		reports <- report{who: me, res: res}
		c.Stop()
		if err := c.Start(ctx); err != nil {
			return err
		}
		reports <- report{who: me, free: true}
	}
	c.Stop()
	return nil
}
