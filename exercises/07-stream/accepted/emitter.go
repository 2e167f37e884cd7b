// accepted: an aggregator and an emitter; the emitter reports each hand-over back, the aggregator counts what waits
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
	s := newState(cfg)
	windows, handed, gone := make(chan Window), make(chan struct{}), make(chan struct{})
	go emit(ctx, windows, out, handed, gone)

	var (
		queue  []Window // not yet given to the emitter
		inHand int      // 1 while the emitter has a window
		idle   <-chan time.Time
		timer  *time.Timer
	)
	defer func() {
		if timer != nil {
			timer.Stop()
		}
	}()
	for in != nil || len(queue)+inHand > 0 {
		source, target, next := in, windows, Window{}
		if len(queue)+inHand >= cfg.Pending {
			source = nil
		}
		if len(queue) > 0 && inHand == 0 {
			next = queue[0]
		} else {
			target = nil
		}
		select {
		case e, ok := <-source:
			if !ok {
				in, idle = nil, nil
				queue = append(queue, s.all()...)
				break
			}
			if timer != nil {
				timer.Stop()
			}
			timer = time.NewTimer(cfg.Idle)
			idle = timer.C
			queue = append(queue, s.add(e)...)
		case target <- next:
			queue = queue[1:]
			inHand = 1
		case <-handed:
			inHand = 0
			s.stats.Sent++
		case <-idle:
			queue = append(queue, s.all()...)
		case <-ctx.Done():
			<-gone
			s.stats.Lost = len(queue) + inHand + len(s.open)
			return s.stats, ctx.Err()
		}
	}
	close(windows)
	<-gone
	return s.stats, nil
}

// emit hands windows over one by one, and closes out in the end.
func emit(ctx context.Context, windows <-chan Window, out chan<- Window, handed chan<- struct{}, gone chan<- struct{}) {
	defer close(gone)
	defer close(out)
	for {
		var w Window
		var ok bool
		select {
		case w, ok = <-windows:
			if !ok {
				return
			}
		case <-ctx.Done():
			return
		}
		select {
		case out <- w:
		case <-ctx.Done():
			return
		}
		select {
		case handed <- struct{}{}:
		case <-ctx.Done():
			return
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
