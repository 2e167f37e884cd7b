// accepted: a goroutine for each hand-over, one at a time; time.AfterFunc tells after which event nothing came
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
	over, stop := context.WithCancel(ctx)
	var sender sync.WaitGroup
	defer close(out)
	defer sender.Wait()
	defer stop()

	s := newState(cfg)
	var waiting []Window
	var timer *time.Timer
	sending, ended := false, false
	sent := make(chan struct{}, 1)
	quiet := make(chan int) // the number of an event
	for !ended || len(waiting) > 0 {
		if len(waiting) > 0 && !sending {
			sending = true
			first := waiting[0]
			sender.Go(func() {
				select {
				case out <- first:
					sent <- struct{}{}
				case <-over.Done():
				}
			})
		}
		events := in
		if ended || len(waiting) >= cfg.Pending {
			events = nil
		}
		select {
		case e, ok := <-events:
			if timer != nil {
				timer.Stop()
			}
			if !ok {
				ended = true
				waiting = append(waiting, s.all()...)
				break
			}
			waiting = append(waiting, s.add(e)...)
			number := s.stats.In
			timer = time.AfterFunc(cfg.Idle, func() {
				select {
				case quiet <- number:
				case <-over.Done():
				}
			})
		case number := <-quiet:
			if number == s.stats.In && !ended {
				waiting = append(waiting, s.all()...)
			}
		case <-sent:
			sending = false
			waiting = waiting[1:]
			s.stats.Sent++
		case <-ctx.Done():
			if timer != nil {
				timer.Stop()
			}
			s.stats.Lost = len(waiting) + len(s.open)
			return s.stats, ctx.Err()
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
