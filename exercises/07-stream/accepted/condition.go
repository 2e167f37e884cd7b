// accepted: a reader and a writer share a slice under a mutex; the writer waits on a condition, which context.AfterFunc wakes too
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
	defer close(out)
	q := &queue{less: make(chan struct{}, 1)}
	q.changed.L = &q.mu
	stop := context.AfterFunc(ctx, func() {
		q.mu.Lock()
		defer q.mu.Unlock()
		q.changed.Broadcast()
	})
	defer stop()

	s := newState(cfg)
	var writer sync.WaitGroup
	writer.Go(func() { q.write(ctx, out) })
	s.read(ctx, in, q)
	writer.Wait()

	s.stats.Sent = q.sent
	s.stats.Lost = len(q.windows) + len(s.open)
	if q.ended && s.stats.Lost == 0 {
		return s.stats, nil
	}
	return s.stats, ctx.Err()
}

// A queue holds the windows that wait, the one in the writer's hand too.
type queue struct {
	mu      sync.Mutex
	changed sync.Cond
	windows []Window
	sent    int
	ended   bool          // nothing comes any more
	less    chan struct{} // a message after a hand-over
}

// read receives events while there is room.
func (s *state) read(ctx context.Context, in <-chan Event, q *queue) {
	var timer *time.Timer
	var idle <-chan time.Time
	for {
		from := in
		if q.len() >= s.cfg.Pending {
			from = nil
		}
		select {
		case <-ctx.Done():
			return
		case <-q.less:
		case <-idle:
			q.put(s.all(), false)
		case e, ok := <-from:
			if timer != nil {
				timer.Stop()
			}
			if !ok {
				q.put(s.all(), true)
				return
			}
			timer = time.NewTimer(s.cfg.Idle)
			idle = timer.C
			q.put(s.add(e), false)
		}
	}
}

func (q *queue) len() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	return len(q.windows)
}

func (q *queue) put(list []Window, last bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.windows = append(q.windows, list...)
	q.ended = last
	q.changed.Signal()
}

// next is the first window. It stays in the queue until it is handed over.
func (q *queue) next(ctx context.Context) (Window, bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.windows) == 0 && !q.ended && ctx.Err() == nil {
		q.changed.Wait()
	}
	if len(q.windows) == 0 || ctx.Err() != nil {
		return Window{}, false
	}
	return q.windows[0], true
}

// write hands windows over until the stream or ctx ends.
func (q *queue) write(ctx context.Context, out chan<- Window) {
	for {
		w, ok := q.next(ctx)
		if !ok {
			return
		}
		select {
		case <-ctx.Done():
			return
		case out <- w:
		}
		q.mu.Lock()
		q.windows = q.windows[1:]
		q.sent++
		q.mu.Unlock()
		select {
		case q.less <- struct{}{}:
		default:
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
