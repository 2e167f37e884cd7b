// accepted: all times are nanoseconds of Unix time; the idle time is a moment, for which each turn of the loop makes a timer
//go:build ignore

package solution

import (
	"cmp"
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
	Epoch                       time.Time
	Size, Lateness, Idle, Ahead time.Duration
	Pending                     int
}

type Stats struct{ In, Bad, Late, Sent, Lost int }

type agg struct {
	cfg   Config
	st    Stats
	epoch int64
	mark  int64
	open  map[int64]map[string]Window
	q     []Window
}

func Aggregate(ctx context.Context, in <-chan Event, out chan<- Window, cfg Config) (Stats, error) {
	defer close(out)
	a := agg{cfg: cfg, epoch: cfg.Epoch.UnixNano(), mark: cfg.Epoch.UnixNano(), open: map[int64]map[string]Window{}}
	var deadline time.Time
	done := false
	for {
		if done && len(a.q) == 0 {
			return a.st, nil
		}
		var timeout <-chan time.Time
		if !deadline.IsZero() && !done {
			tm := time.NewTimer(time.Until(deadline))
			timeout = tm.C
			defer tm.Stop()
		}
		var src <-chan Event
		if !done && len(a.q) < cfg.Pending {
			src = in
		}
		var dst chan<- Window
		var w Window
		if len(a.q) > 0 {
			dst = out
			w = a.q[0]
		}
		select {
		case <-ctx.Done():
			a.st.Lost = len(a.q)
			for _, m := range a.open {
				a.st.Lost += len(m)
			}
			return a.st, ctx.Err()
		case dst <- w:
			a.st.Sent++
			a.q = slices.Delete(a.q, 0, 1)
		case <-timeout:
			deadline = time.Time{}
			a.flush()
		case e, ok := <-src:
			if !ok {
				done = true
				a.flush()
				continue
			}
			deadline = time.Now().Add(cfg.Idle)
			a.event(e)
		}
	}
}

func (a *agg) event(e Event) {
	a.st.In++
	at := e.At.UnixNano()
	if at < a.epoch || at > time.Now().UnixNano()+int64(a.cfg.Ahead) {
		a.st.Bad++
		return
	}
	size := a.cfg.Size.Nanoseconds()
	start := a.epoch + (at-a.epoch)/size*size
	if start+size <= a.mark {
		a.st.Late++
		return
	}
	if a.open[start] == nil {
		a.open[start] = make(map[string]Window)
	}
	w, ok := a.open[start][e.Key]
	if !ok {
		w = Window{Key: e.Key, Start: time.Unix(0, start).UTC(), Max: e.Value}
	}
	w.Count++
	w.Sum += e.Value
	if e.Value > w.Max {
		w.Max = e.Value
	}
	a.open[start][e.Key] = w
	if m := at - int64(a.cfg.Lateness); m > a.mark {
		a.mark = m
		a.shut()
	}
}

func (a *agg) shut() {
	for _, s := range slices.Sorted(maps.Keys(a.open)) {
		if s+int64(a.cfg.Size) > a.mark {
			return
		}
		for _, k := range slices.Sorted(maps.Keys(a.open[s])) {
			a.q = append(a.q, a.open[s][k])
		}
		delete(a.open, s)
	}
	slices.SortStableFunc(a.q, func(x, y Window) int {
		return cmp.Or(x.Start.Compare(y.Start), cmp.Compare(x.Key, y.Key))
	})
}

func (a *agg) flush() {
	for s := range a.open {
		a.mark = max(a.mark, s+int64(a.cfg.Size))
	}
	a.shut()
}
