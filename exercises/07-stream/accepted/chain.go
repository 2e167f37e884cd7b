// accepted: a goroutine for each closed window; each waits for its turn, which the one before it gives
//go:build ignore

package solution

import (
	"context"
	"sort"
	"sync"
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
	var all sync.WaitGroup
	defer close(out)
	defer all.Wait()
	handed := make(chan struct{})
	before := make(chan struct{})
	close(before)
	waiting := 0
	line := func(list []Window) {
		for _, w := range list {
			waiting++
			turn, done := before, make(chan struct{})
			before = done
			all.Go(func() {
				select {
				case <-turn:
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
				close(done)
			})
		}
	}
	var timer *time.Timer
	var idle <-chan time.Time
	for in != nil || waiting > 0 {
		from := in
		if waiting >= cfg.Pending {
			from = nil
		}
		select {
		case <-ctx.Done():
			s.stats.Lost = waiting + len(s.open)
			return s.stats, ctx.Err()
		case <-handed:
			waiting--
			s.stats.Sent++
		case <-idle:
			line(s.all())
		case e, ok := <-from:
			if timer != nil && !timer.Stop() {
				select {
				case <-timer.C:
				default:
				}
			}
			if !ok {
				in = nil
				line(s.all())
				break
			}
			if timer == nil {
				timer = time.NewTimer(cfg.Idle)
				idle = timer.C
			} else {
				timer.Reset(cfg.Idle)
			}
			line(s.add(e))
		}
	}
	return s.stats, nil
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
