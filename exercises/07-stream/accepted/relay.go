// accepted: the writer has the queue; an atomic count of what waits, and a signal for each hand-over
//go:build ignore

package solution

import (
	"context"
	"sort"
	"sync/atomic"
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
	s := newState(cfg)
	var waits, sent atomic.Int64 // windows
	closed := make(chan []Window)
	less := make(chan struct{}, 1) // something was handed over
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer close(out)
		relay(ctx, closed, out, func() {
			sent.Add(1)
			waits.Add(-1)
			select {
			case less <- struct{}{}:
			default:
			}
		})
	}()

	pass := func(list []Window) {
		waits.Add(int64(len(list)))
		select {
		case closed <- list:
		case <-ctx.Done():
		}
	}
	err := read(ctx, in, s, pass, func() bool { return waits.Load() < int64(cfg.Pending) }, less)
	close(closed)
	<-done
	s.stats.Sent = int(sent.Load())
	s.stats.Lost = int(waits.Load()) + len(s.open)
	if err == nil && s.stats.Lost > 0 {
		err = ctx.Err()
	}
	return s.stats, err
}

// read receives events until the stream or ctx ends, and passes on what closes.
func read(ctx context.Context, in <-chan Event, s *state, pass func([]Window), room func() bool, less <-chan struct{}) error {
	idle := time.NewTimer(time.Hour)
	idle.Stop()
	defer idle.Stop()
	for {
		from := in
		if !room() {
			from = nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-less:
		case <-idle.C:
			pass(s.all())
		case e, ok := <-from:
			if !ok {
				pass(s.all())
				return nil
			}
			idle.Reset(s.cfg.Idle)
			pass(s.add(e))
		}
	}
}

// relay hands over what is closed, until there is nothing more, or ctx ends.
func relay(ctx context.Context, closed <-chan []Window, out chan<- Window, handed func()) {
	var queue []Window
	for closed != nil || len(queue) > 0 {
		var to chan<- Window
		var first Window
		if len(queue) > 0 {
			to, first = out, queue[0]
		}
		select {
		case <-ctx.Done():
			return
		case list, ok := <-closed:
			if !ok {
				closed = nil
			}
			queue = append(queue, list...)
		case to <- first:
			queue = queue[1:]
			handed()
		}
	}
}

// A slot is a window in time and its key.
type slot struct {
	n   int
	key string
}

// A state is what is known of the events so far. It knows nothing of channels.
type state struct {
	cfg   Config
	stats Stats
	mark  time.Time
	open  map[slot]Window
}

func newState(cfg Config) *state {
	return &state{cfg: cfg, mark: cfg.Epoch, open: make(map[slot]Window)}
}

// add takes an event and returns the windows that it closes.
func (s *state) add(e Event) []Window {
	s.stats.In++
	if e.At.Before(s.cfg.Epoch) || e.At.After(time.Now().Add(s.cfg.Ahead)) {
		s.stats.Bad++
		return nil
	}
	k := slot{int(e.At.Sub(s.cfg.Epoch) / s.cfg.Size), e.Key}
	start := s.cfg.Epoch.Add(time.Duration(k.n) * s.cfg.Size)
	if !start.Add(s.cfg.Size).After(s.mark) {
		s.stats.Late++
		return nil
	}
	w, ok := s.open[k]
	if !ok {
		w = Window{Key: e.Key, Start: start, Max: e.Value}
	}
	w.Count++
	w.Sum += e.Value
	w.Max = max(w.Max, e.Value)
	s.open[k] = w
	if mark := e.At.Add(-s.cfg.Lateness); mark.After(s.mark) {
		s.mark = mark
	}
	return s.closed()
}

// closed takes the windows out that end at the watermark or before.
func (s *state) closed() []Window {
	var list []Window
	for k, w := range s.open {
		if !w.Start.Add(s.cfg.Size).After(s.mark) {
			list = append(list, w)
			delete(s.open, k)
		}
	}
	sort.Slice(list, func(i, j int) bool {
		if !list[i].Start.Equal(list[j].Start) {
			return list[i].Start.Before(list[j].Start)
		}
		return list[i].Key < list[j].Key
	})
	return list
}

// all closes all open windows.
func (s *state) all() []Window {
	for _, w := range s.open {
		if end := w.Start.Add(s.cfg.Size); end.After(s.mark) {
			s.mark = end
		}
	}
	return s.closed()
}
