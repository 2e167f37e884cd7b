// accepted: one loop in Run owns the queue and the results; all others only send and receive
//go:build ignore

package solution

import (
	"context"
	"errors"
	"io"
	"sort"
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

type want struct{ reply chan Item } // of a consumer that is free

type outcome struct {
	result  Result
	ended   bool  // the goroutine of a consumer
	noStart error // why it ended
}

type reading struct {
	item   Item
	ask    chan bool // whether to go on
	ended  bool
	failed error
}

func Run(ctx context.Context, sources []Source, consumers []Consumer, queue int) ([]Result, error) {
	inner, cancel := context.WithCancel(ctx)
	defer cancel()
	offers := make(chan reading)
	ends := make(chan reading)
	wants := make(chan want)
	outcomes := make(chan outcome)
	for i, s := range sources {
		go read(inner, i, s, offers, ends)
	}
	for _, c := range consumers {
		go serve(inner, c, wants, outcomes)
	}
	var (
		waiting       []Item
		idle          []want
		results       []Result
		failed, fatal error
		reads, serves = len(sources), len(consumers)
	)
	for reads > 0 || serves > 0 {
		for len(waiting) > 0 && len(idle) > 0 && inner.Err() == nil {
			idle[0].reply <- waiting[0]
			idle, waiting = idle[1:], waiting[1:]
		}
		if inner.Err() != nil || reads == 0 && len(waiting) == 0 {
			for _, w := range idle {
				close(w.reply)
			}
			idle = nil
		}
		room := offers
		if len(waiting) >= queue+len(idle) && inner.Err() == nil {
			room = nil
		}
		select {
		case r := <-room:
			if inner.Err() == nil {
				waiting = append(waiting, r.item)
			}
			r.ask <- failed == nil && inner.Err() == nil
		case r := <-ends:
			reads--
			if r.failed != nil && failed == nil {
				failed = r.failed
			}
		case w := <-wants:
			idle = append(idle, w)
		case o := <-outcomes:
			switch {
			case o.ended:
				serves--
				if o.noStart != nil && fatal == nil && inner.Err() == nil {
					fatal = o.noStart
					cancel()
				}
			default:
				results = append(results, o.result)
			}
		case <-done(inner, len(idle), room == nil):
		}
	}
	sort.Slice(results, func(a, b int) bool {
		x, y := results[a].Item, results[b].Item
		return x.Source < y.Source || x.Source == y.Source && x.Seq < y.Seq
	})
	switch {
	case fatal != nil:
		return results, fatal
	case ctx.Err() != nil:
		return results, ctx.Err()
	}
	return results, failed
}

// done is the end of ctx, if there is something to do then.
func done(ctx context.Context, idle int, full bool) <-chan struct{} {
	if idle > 0 || full {
		return ctx.Done()
	}
	return nil
}

func read(ctx context.Context, source int, s Source, offers, ends chan<- reading) {
	ask := make(chan bool)
	for seq := 0; ; seq++ {
		data, err := s.Next(ctx)
		if err == io.EOF {
			err = nil
			ends <- reading{ended: true}
			return
		}
		if err != nil {
			ends <- reading{ended: true, failed: err}
			return
		}
		offers <- reading{item: Item{source, seq, data}, ask: ask}
		if !<-ask {
			ends <- reading{ended: true}
			return
		}
	}
}

func serve(ctx context.Context, c Consumer, wants chan<- want, outcomes chan<- outcome) {
	if err := c.Start(ctx); err != nil {
		outcomes <- outcome{ended: true, noStart: err}
		return
	}
	for {
		w := want{make(chan Item)}
		wants <- w
		it, ok := <-w.reply
		if !ok {
			c.Stop()
			outcomes <- outcome{ended: true}
			return
		}
		for try := 1; try <= 2; try++ {
			value, err := c.Handle(ctx, it)
			if !errors.Is(err, ErrCrashed) {
				if err == nil || ctx.Err() == nil {
					outcomes <- outcome{result: Result{it, value, err}}
				}
				break
			}
			if try == 2 {
				outcomes <- outcome{result: Result{it, 0, err}}
			}
			c.Stop()
			if err := c.Start(ctx); err != nil {
				outcomes <- outcome{ended: true, noStart: err}
				return
			}
		}
	}
}
