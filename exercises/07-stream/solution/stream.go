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
	Epoch                       time.Time
	Size, Lateness, Idle, Ahead time.Duration
	Pending                     int
}

type Stats struct{ In, Bad, Late, Sent, Lost int }

// Aggregate is one loop that owns everything. A channel that is not wanted now is nil in its select.
func Aggregate(ctx context.Context, in <-chan Event, out chan<- Window, cfg Config) (Stats, error) {
	defer close(out)
	s := stream{cfg: cfg, watermark: cfg.Epoch, open: map[place]*Window{}}
	idle := time.NewTimer(cfg.Idle)
	idle.Stop() // it begins with the first event
	defer idle.Stop()

	for in != nil || len(s.waiting) > 0 {
		from, to, first := in, out, Window{}
		if len(s.waiting) >= cfg.Pending {
			from = nil
		}
		if len(s.waiting) > 0 {
			first = s.waiting[0]
		} else {
			to = nil
		}
		select {
		case <-ctx.Done():
			s.stats.Lost = len(s.waiting) + len(s.open)
			return s.stats, ctx.Err()
		case e, ok := <-from:
			if !ok {
				in = nil
				idle.Stop()
				s.flush()
				break
			}
			idle.Reset(cfg.Idle)
			s.receive(e, time.Now())
		case to <- first:
			s.waiting = s.waiting[1:]
			s.stats.Sent++
		case <-idle.C:
			s.flush()
		}
	}
	return s.stats, nil
}

// A stream is the state of one call.
type stream struct {
	cfg       Config
	stats     Stats
	watermark time.Time
	open      map[place]*Window
	waiting   []Window // closed and not handed over, in order
}

// A place is where an event belongs: the number of the window in time, and the key.
type place struct {
	n   int64
	key string
}

func (s *stream) receive(e Event, now time.Time) {
	s.stats.In++
	if e.At.Before(s.cfg.Epoch) || e.At.After(now.Add(s.cfg.Ahead)) {
		s.stats.Bad++
		return
	}
	p := place{int64(e.At.Sub(s.cfg.Epoch) / s.cfg.Size), e.Key}
	if !s.end(p.n).After(s.watermark) {
		s.stats.Late++
		return
	}
	w := s.open[p]
	if w == nil {
		w = &Window{Key: e.Key, Start: s.start(p.n), Max: e.Value}
		s.open[p] = w
	}
	w.Count++
	w.Sum += e.Value
	w.Max = max(w.Max, e.Value)
	s.advance(e.At.Add(-s.cfg.Lateness))
}

// advance moves the watermark and closes the windows that it has passed.
func (s *stream) advance(to time.Time) {
	if to.Before(s.watermark) {
		return
	}
	s.watermark = to
	var closed []Window
	for p, w := range s.open {
		if !s.end(p.n).After(to) {
			closed = append(closed, *w)
			delete(s.open, p)
		}
	}
	slices.SortFunc(closed, func(a, b Window) int {
		return cmp.Or(a.Start.Compare(b.Start), cmp.Compare(a.Key, b.Key))
	})
	s.waiting = append(s.waiting, closed...)
}

// flush closes all open windows.
func (s *stream) flush() {
	last := s.watermark
	for p := range s.open {
		if end := s.end(p.n); end.After(last) {
			last = end
		}
	}
	s.advance(last)
}

func (s *stream) start(n int64) time.Time { return s.cfg.Epoch.Add(time.Duration(n) * s.cfg.Size) }
func (s *stream) end(n int64) time.Time   { return s.start(n + 1) }
