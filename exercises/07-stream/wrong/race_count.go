// fails: race in example: the emitter counts what it has handed over, and the loop reads that count without a lock
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
	t := newTable(cfg)
	windows := make(chan []Window)
	handed := make(chan struct{}, 1)
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer close(out)
		t.emit(ctx, windows, out, handed)
	}()

	idle := time.NewTimer(cfg.Idle)
	idle.Stop()
	defer idle.Stop()
	closed := 0
	pass := func() {
		closed += len(t.waiting)
		select {
		case windows <- t.waiting:
		case <-ctx.Done():
		}
		t.waiting = nil
	}
	for in != nil {
		from := in
		if closed-t.stats.Sent >= cfg.Pending {
			from = nil
		}
		select {
		case <-ctx.Done():
			in = nil
		case <-handed:
		case e, ok := <-from:
			if !ok {
				in = nil
				t.flush()
				pass()
				break
			}
			idle.Reset(cfg.Idle)
			t.add(e)
			pass()
		case <-idle.C:
			t.flush()
			pass()
		}
	}
	close(windows)
	<-done
	if t.stats.Lost = closed - t.stats.Sent + len(t.open); t.stats.Lost > 0 {
		return t.stats, ctx.Err()
	}
	return t.stats, nil
}

// emit hands over what has closed.
func (t *table) emit(ctx context.Context, windows <-chan []Window, out chan<- Window, handed chan<- struct{}) {
	var queue []Window
	for windows != nil || len(queue) > 0 {
		var to chan<- Window
		var first Window
		if len(queue) > 0 {
			to, first = out, queue[0]
		}
		select {
		case <-ctx.Done():
			return
		case more, ok := <-windows:
			if !ok {
				windows = nil
			}
			queue = append(queue, more...)
		case to <- first:
			queue = queue[1:]
			t.stats.Sent++
			select {
			case handed <- struct{}{}:
			default:
			}
		}
	}
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
