// accepted: no nil channels: one select for each of what may be wanted; the windows that wait are in a heap, open ones in a list for each start
//go:build ignore

package solution

import (
	"container/heap"
	"context"
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

func Aggregate(ctx context.Context, in <-chan Event, out chan<- Window, cfg Config) (stats Stats, err error) {
	defer close(out)
	var (
		waiting   closed
		open      = map[time.Duration]map[string]*Window{} // by start since Epoch
		watermark time.Duration                            // since Epoch
		last      time.Time                                // when an event was received
	)
	closeUpTo := func(mark time.Duration) {
		if mark > watermark {
			watermark = mark
		}
		for start, byKey := range open {
			if start+cfg.Size <= watermark {
				for _, w := range byKey {
					heap.Push(&waiting, *w)
				}
				delete(open, start)
			}
		}
	}
	flush := func() {
		var end time.Duration
		for start := range open {
			end = max(end, start+cfg.Size)
		}
		closeUpTo(end)
	}
	receive := func(e Event) {
		last = time.Now()
		stats.In++
		at := e.At.Sub(cfg.Epoch)
		if at < 0 || e.At.Sub(last) > cfg.Ahead {
			stats.Bad++
			return
		}
		start := at - at%cfg.Size
		if start+cfg.Size <= watermark {
			stats.Late++
			return
		}
		if open[start] == nil {
			open[start] = map[string]*Window{}
		}
		w := open[start][e.Key]
		if w == nil {
			w = &Window{Key: e.Key, Start: cfg.Epoch.Add(start), Max: e.Value}
			open[start][e.Key] = w
		}
		w.Count, w.Sum, w.Max = w.Count+1, w.Sum+e.Value, max(w.Max, e.Value)
		closeUpTo(at - cfg.Lateness)
	}
	lost := func() (Stats, error) {
		stats.Lost = waiting.Len()
		for _, byKey := range open {
			stats.Lost += len(byKey)
		}
		return stats, ctx.Err()
	}

	for {
		// What is left of the idle time is asked for anew each time, since the last event.
		var idle <-chan time.Time
		if !last.IsZero() && len(open) > 0 {
			timer := time.NewTimer(time.Until(last.Add(cfg.Idle)))
			defer timer.Stop()
			idle = timer.C
		}
		switch {
		case waiting.Len() == 0:
			select {
			case e, ok := <-in:
				if !ok {
					flush()
					goto ended
				}
				receive(e)
			case <-idle:
				flush()
			case <-ctx.Done():
				return lost()
			}
		case waiting.Len() < cfg.Pending:
			select {
			case e, ok := <-in:
				if !ok {
					flush()
					goto ended
				}
				receive(e)
			case out <- waiting[0]:
				heap.Pop(&waiting)
				stats.Sent++
			case <-idle:
				flush()
			case <-ctx.Done():
				return lost()
			}
		default:
			select {
			case out <- waiting[0]:
				heap.Pop(&waiting)
				stats.Sent++
			case <-idle:
				flush()
			case <-ctx.Done():
				return lost()
			}
		}
	}

ended:
	for waiting.Len() > 0 {
		select {
		case out <- waiting[0]:
			heap.Pop(&waiting)
			stats.Sent++
		case <-ctx.Done():
			return lost()
		}
	}
	return stats, nil
}

// closed is a heap of windows, the one to hand over next at its top.
type closed []Window

func (c closed) Len() int { return len(c) }
func (c closed) Less(i, j int) bool {
	if c[i].Start.Equal(c[j].Start) {
		return c[i].Key < c[j].Key
	}
	return c[i].Start.Before(c[j].Start)
}
func (c closed) Swap(i, j int) { c[i], c[j] = c[j], c[i] }
func (c *closed) Push(x any)   { *c = append(*c, x.(Window)) }
func (c *closed) Pop() any {
	old := *c
	w := old[len(old)-1]
	*c = old[:len(old)-1]
	return w
}
