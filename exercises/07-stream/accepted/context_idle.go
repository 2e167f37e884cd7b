// accepted: the idle time is a context with a time-out, made anew for each event; the stream is read in one loop, its rest handed over in another
//go:build ignore

package solution

import (
	"context"
	"slices"
	"strings"
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
	b := &book{cfg: cfg}
	idle, stop := context.WithCancel(ctx) // ends with Idle, or with ctx
	defer func() { stop() }()
	for {
		from := in
		if len(b.done) >= cfg.Pending {
			from = nil
		}
		var to chan<- Window
		var first Window
		if len(b.done) > 0 {
			to, first = out, b.done[0]
		}
		quiet := idle.Done()
		if idle.Err() == context.DeadlineExceeded {
			quiet = nil // it has passed
		}
		select {
		case <-ctx.Done():
			return b.lost(), ctx.Err()
		case to <- first:
			b.done = b.done[1:]
			b.stats.Sent++
		case <-quiet:
			if ctx.Err() != nil {
				return b.lost(), ctx.Err()
			}
			b.flush()
		case e, ok := <-from:
			stop()
			if !ok {
				b.flush()
				return b.rest(ctx, out)
			}
			idle, stop = context.WithTimeout(ctx, cfg.Idle)
			b.take(e)
		}
	}
}

// A book has all windows, the open ones sorted as they are to be handed over.
type book struct {
	cfg        Config
	stats      Stats
	mark       time.Duration // the watermark, since Epoch
	open, done []Window
}

// rest hands over what is left.
func (b *book) rest(ctx context.Context, out chan<- Window) (Stats, error) {
	for len(b.done) > 0 {
		select {
		case <-ctx.Done():
			return b.lost(), ctx.Err()
		case out <- b.done[0]:
			b.done = b.done[1:]
			b.stats.Sent++
		}
	}
	return b.stats, nil
}

func (b *book) lost() Stats {
	b.stats.Lost = len(b.done) + len(b.open)
	return b.stats
}

func (b *book) take(e Event) {
	b.stats.In++
	since := e.At.Sub(b.cfg.Epoch)
	if since < 0 || time.Until(e.At) > b.cfg.Ahead {
		b.stats.Bad++
		return
	}
	start := since / b.cfg.Size * b.cfg.Size
	if start+b.cfg.Size <= b.mark {
		b.stats.Late++
		return
	}
	w := Window{Key: e.Key, Start: b.cfg.Epoch.Add(start), Count: 1, Sum: e.Value, Max: e.Value}
	at, found := slices.BinarySearchFunc(b.open, w, func(a, b Window) int {
		if c := a.Start.Compare(b.Start); c != 0 {
			return c
		}
		return strings.Compare(a.Key, b.Key)
	})
	if found {
		o := &b.open[at]
		o.Count, o.Sum, o.Max = o.Count+1, o.Sum+e.Value, max(o.Max, e.Value)
	} else {
		b.open = slices.Insert(b.open, at, w)
	}
	b.mark = max(b.mark, since-b.cfg.Lateness)
	n := 0
	for n < len(b.open) && b.end(b.open[n]) <= b.mark {
		n++
	}
	b.close(n)
}

func (b *book) end(w Window) time.Duration { return w.Start.Sub(b.cfg.Epoch) + b.cfg.Size }

// close closes the first n open windows.
func (b *book) close(n int) {
	b.done = append(b.done, b.open[:n]...)
	b.open = slices.Clone(b.open[n:])
}

func (b *book) flush() {
	if n := len(b.open); n > 0 {
		b.mark = max(b.mark, b.end(b.open[n-1]))
		b.close(n)
	}
}
