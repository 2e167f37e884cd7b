// fails: 7.stats in bad: an event that is too far ahead moves the watermark
//go:build ignore

package solution

import (
	"cmp"
	"context"
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

type slot struct {
	n   int64
	key string
}

type aggregator struct {
	cfg   Config
	mark  time.Time
	open  map[slot]*Window
	queue []Window
	stats Stats
}

func (a *aggregator) end(n int64) time.Time {
	return a.cfg.Epoch.Add(time.Duration(n+1) * a.cfg.Size)
}

func (a *aggregator) add(e Event) {
	a.stats.In++
	if e.At.Before(a.cfg.Epoch) || e.At.After(time.Now().Add(a.cfg.Ahead)) {
		a.stats.Bad++
		if m := e.At.Add(-a.cfg.Lateness); m.After(a.mark) {
			a.mark = m
		}
		return
	}
	n := int64(e.At.Sub(a.cfg.Epoch) / a.cfg.Size)
	if !a.end(n).After(a.mark) {
		a.stats.Late++
		return
	}
	k := slot{n, e.Key}
	w := a.open[k]
	if w == nil {
		w = &Window{Key: e.Key, Start: a.cfg.Epoch.Add(time.Duration(n) * a.cfg.Size), Max: e.Value}
		a.open[k] = w
	}
	w.Count++
	w.Sum += e.Value
	w.Max = max(w.Max, e.Value)
	if m := e.At.Add(-a.cfg.Lateness); m.After(a.mark) {
		a.mark = m
	}
	a.close(func(end time.Time) bool { return !end.After(a.mark) })
}

func (a *aggregator) close(which func(end time.Time) bool) {
	var ready []Window
	for k, w := range a.open {
		if which(a.end(k.n)) {
			ready = append(ready, *w)
			delete(a.open, k)
		}
	}
	slices.SortFunc(ready, func(x, y Window) int {
		return cmp.Or(x.Start.Compare(y.Start), cmp.Compare(x.Key, y.Key))
	})
	a.queue = append(a.queue, ready...)
}

func (a *aggregator) flush() {
	for k := range a.open {
		if e := a.end(k.n); e.After(a.mark) {
			a.mark = e
		}
	}
	a.close(func(time.Time) bool { return true })
}

func Aggregate(ctx context.Context, in <-chan Event, out chan<- Window, cfg Config) (Stats, error) {
	defer close(out)
	a := &aggregator{cfg: cfg, mark: cfg.Epoch, open: map[slot]*Window{}}
	timer := time.NewTimer(cfg.Idle)
	timer.Stop()
	defer timer.Stop()
	for {
		if ctx.Err() != nil {
			a.stats.Lost = len(a.open) + len(a.queue)
			return a.stats, ctx.Err()
		}
		if in == nil && len(a.queue) == 0 {
			return a.stats, nil
		}
		recv := in
		if len(a.queue) >= cfg.Pending {
			recv = nil
		}
		var send chan<- Window
		var first Window
		if len(a.queue) > 0 {
			send, first = out, a.queue[0]
		}
		select {
		case <-ctx.Done():
		case <-timer.C:
			a.flush()
		case send <- first:
			a.queue = a.queue[1:]
			a.stats.Sent++
		case e, ok := <-recv:
			if !ok {
				in = nil
				timer.Stop()
				a.flush()
				break
			}
			timer.Reset(cfg.Idle)
			a.add(e)
		}
	}
}
