// fails: 7.windows in cancel-open: when ctx has ended, what is open is closed and given to a consumer who is ready
//go:build ignore

package solution

import (
	"context"
	"sort"
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

func Aggregate(ctx context.Context, in <-chan Event, out chan<- Window, cfg Config) (Stats, error) {
	defer close(out)
	t := newTable(cfg)
	idle := time.NewTimer(cfg.Idle)
	idle.Stop()
	defer idle.Stop()
	for in != nil || len(t.waiting) > 0 {
		from := in
		if len(t.waiting) >= cfg.Pending {
			from = nil
		}
		var to chan<- Window
		var first Window
		if len(t.waiting) > 0 {
			to, first = out, t.waiting[0]
		}
		select {
		case <-ctx.Done():
			t.flush()
			for more := true; more && len(t.waiting) > 0; {
				select {
				case out <- t.waiting[0]:
					t.waiting = t.waiting[1:]
					t.stats.Sent++
				default:
					more = false
				}
			}
			t.stats.Lost = len(t.waiting) + len(t.open)
			return t.stats, ctx.Err()
		case e, ok := <-from:
			if !ok {
				in = nil
				idle.Stop()
				t.flush()
				continue
			}
			idle.Reset(cfg.Idle)
			t.add(e)
		case to <- first:
			t.waiting = t.waiting[1:]
			t.stats.Sent++
		case <-idle.C:
			t.flush()
		}
	}
	return t.stats, nil
}

// A table has the windows, by start and key.
type table struct {
	cfg       Config
	stats     Stats
	watermark time.Time
	open      map[id]*Window
	waiting   []Window
}

type id struct {
	start time.Duration // since Epoch
	key   string
}

func newTable(cfg Config) *table {
	return &table{cfg: cfg, watermark: cfg.Epoch, open: map[id]*Window{}}
}

func (t *table) add(e Event) {
	t.stats.In++
	if e.At.Before(t.cfg.Epoch) || e.At.After(time.Now().Add(t.cfg.Ahead)) {
		t.stats.Bad++
		return
	}
	since := e.At.Sub(t.cfg.Epoch)
	i := id{since - since%t.cfg.Size, e.Key}
	start := t.cfg.Epoch.Add(i.start)
	if !start.Add(t.cfg.Size).After(t.watermark) {
		t.stats.Late++
		return
	}
	w := t.open[i]
	if w == nil {
		w = &Window{Key: e.Key, Start: start, Max: e.Value}
		t.open[i] = w
	}
	w.Count++
	w.Sum += e.Value
	w.Max = max(w.Max, e.Value)
	if mark := e.At.Add(-t.cfg.Lateness); mark.After(t.watermark) {
		t.watermark = mark
	}
	t.closeOld()
}

// closeOld closes the windows that end at the watermark or before.
func (t *table) closeOld() {
	var closed []Window
	for i, w := range t.open {
		if !w.Start.Add(t.cfg.Size).After(t.watermark) {
			closed = append(closed, *w)
			delete(t.open, i)
		}
	}
	sort.Slice(closed, func(i, j int) bool {
		a, b := closed[i], closed[j]
		if a.Start.Equal(b.Start) {
			return a.Key < b.Key
		}
		return a.Start.Before(b.Start)
	})
	t.waiting = append(t.waiting, closed...)
}

func (t *table) flush() {
	for _, w := range t.open {
		if end := w.Start.Add(t.cfg.Size); end.After(t.watermark) {
			t.watermark = end
		}
	}
	t.closeOld()
}
