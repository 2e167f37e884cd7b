// accepted: a goroutine receives an event for each permit that it is given; windows by number, watermark as the number of the first open one
//go:build ignore

package solution

import (
	"context"
	"maps"
	"slices"
	"time"
)

type Event struct {
	Key   string
	At    time.Time
	Value int
}

type Window struct {
	Key             string
	Start           time.Time
	Count, Sum, Max int
}

type Config struct {
	Epoch    time.Time
	Size     time.Duration
	Lateness time.Duration
	Idle     time.Duration
	Ahead    time.Duration
	Pending  int
}

type Stats struct{ In, Bad, Late, Sent, Lost int }

type cell struct{ count, sum, max int }

func Aggregate(ctx context.Context, in <-chan Event, out chan<- Window, cfg Config) (Stats, error) {
	inner, quit := context.WithCancel(ctx)
	permit := make(chan struct{})
	type got struct {
		e    Event
		when time.Time
		ok   bool
	}
	events := make(chan got)
	gone := make(chan struct{})
	go func() {
		defer close(gone)
		for {
			select {
			case <-permit:
			case <-inner.Done():
				return
			}
			select {
			case e, ok := <-in:
				select {
				case events <- got{e, time.Now(), ok}:
				case <-inner.Done():
					return
				}
				if !ok {
					return
				}
			case <-inner.Done():
				return
			}
		}
	}()
	defer func() {
		quit()
		<-gone
		close(out)
	}()

	board := map[int]map[string]*cell{}
	var st Stats
	var wait []Window
	done := 0 // windows below are closed
	latest := time.Duration(0)
	emit := func(limit int) {
		for _, n := range slices.Sorted(maps.Keys(board)) {
			if n >= limit {
				break
			}
			for _, k := range slices.Sorted(maps.Keys(board[n])) {
				c := board[n][k]
				wait = append(wait, Window{k, cfg.Epoch.Add(time.Duration(n) * cfg.Size), c.count, c.sum, c.max})
			}
			delete(board, n)
		}
		done = max(done, limit)
	}
	all := func() {
		if len(board) > 0 {
			emit(slices.Max(slices.Collect(maps.Keys(board))) + 1)
		}
	}
	tick := time.NewTimer(time.Hour)
	tick.Stop()
	defer tick.Stop()
	asked, ended := false, false
	for {
		if ended && len(wait) == 0 {
			return st, nil
		}
		var ask chan struct{}
		if !asked && !ended && len(wait) < cfg.Pending {
			ask = permit
		}
		var o chan<- Window
		var head Window
		if len(wait) > 0 {
			o, head = out, wait[0]
		}
		select {
		case ask <- struct{}{}:
			asked = true
		case o <- head:
			wait = slices.Delete(wait, 0, 1)
			st.Sent++
		case <-tick.C:
			all()
		case <-ctx.Done():
			st.Lost = len(wait)
			for _, m := range board {
				st.Lost += len(m)
			}
			return st, context.Cause(ctx)
		case g := <-events:
			asked = false
			if !g.ok {
				ended = true
				all()
				continue
			}
			tick.Reset(cfg.Idle)
			st.In++
			at := g.e.At.Sub(cfg.Epoch)
			if at < 0 || g.e.At.After(g.when.Add(cfg.Ahead)) {
				st.Bad++
				continue
			}
			n := int(at / cfg.Size)
			if n < done {
				st.Late++
				continue
			}
			if board[n] == nil {
				board[n] = map[string]*cell{}
			}
			c := board[n][g.e.Key]
			if c == nil {
				c = &cell{max: g.e.Value}
				board[n][g.e.Key] = c
			}
			c.count++
			c.sum += g.e.Value
			c.max = max(c.max, g.e.Value)
			if latest = max(latest, at-cfg.Lateness); latest > 0 {
				emit(int(latest / cfg.Size))
			}
		}
	}
}
