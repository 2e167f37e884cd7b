// accepted: a mutex and a condition: items are taken under the lock, and the caller waits until nobody is left
//go:build ignore

package solution

import (
	"context"
	"sync"
	"time"
)

type Worker interface {
	Do(ctx context.Context, item int) error
	Close()
}

type Lab interface {
	Start(ctx context.Context, backend, load string) (Worker, error)
	ResetPeak()
	Peak() int
}

type Plan struct {
	Loads, Backends []string
	Workers         []int
	Items           int
}

type Row struct {
	Load, Backend string
	Workers       int
	Elapsed       time.Duration
	Speedup       float64
	Peak          int
	Err           error
}

// A bench is shared by all workers of a measurement.
type bench struct {
	sync.Mutex
	changed *sync.Cond
	left    []int
	alive   int
	failed  error
}

// Measure waits for the moment when nobody is alive.
func Measure(ctx context.Context, lab Lab, load, backend string, workers, items int) Row {
	t0 := time.Now()
	lab.ResetPeak()
	b := &bench{}
	b.changed = sync.NewCond(b)
	for i := range items {
		b.left = append(b.left, i)
	}
	b.alive = min(workers, items)
	for i := b.alive; i > 0; i-- {
		go b.live(ctx, lab, load, backend)
	}
	b.Lock()
	for b.alive > 0 {
		b.changed.Wait()
	}
	defer b.Unlock()
	err := b.failed
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	return Row{Load: load, Backend: backend, Workers: workers, Elapsed: time.Since(t0), Peak: lab.Peak(), Err: err}
}

func (b *bench) live(ctx context.Context, lab Lab, load, backend string) {
	w, err := lab.Start(ctx, backend, load)
	b.Lock()
	defer b.Unlock()
	for err == nil && b.failed == nil && len(b.left) > 0 {
		i := b.left[0]
		b.left = b.left[1:]
		b.Unlock()
		err = w.Do(ctx, i)
		b.Lock()
	}
	if err != nil && b.failed == nil {
		b.failed = err
	}
	if w != nil {
		b.Unlock()
		w.Close()
		b.Lock()
	}
	b.alive--
	b.changed.Signal()
}

// Compare measures every combination of a plan, one after the other.
func Compare(ctx context.Context, lab Lab, p Plan) ([]Row, error) {
	var rows []Row
	for _, load := range p.Loads {
		first := len(rows) // of this load
		for _, backend := range p.Backends {
			for _, workers := range p.Workers {
				if ctx.Err() != nil {
					return rows, ctx.Err()
				}
				row := Measure(ctx, lab, load, backend, workers, p.Items)
				if ctx.Err() != nil {
					return rows, ctx.Err()
				}
				rows = append(rows, row)
				rows[len(rows)-1].Speedup = speedup(rows[first], row)
			}
		}
	}
	return rows, nil
}

// speedup is how many times faster row is than base.
func speedup(base, row Row) float64 {
	if base.Err != nil || row.Err != nil || row.Elapsed == 0 {
		return 0
	}
	return float64(base.Elapsed) / float64(row.Elapsed)
}

// Best is the fastest of a load's rows; of several the one with the least memory, then the first.
func Best(rows []Row, load string) (best Row, ok bool) {
	for _, r := range rows {
		if r.Load != load || r.Err != nil {
			continue
		}
		if !ok || r.Elapsed < best.Elapsed || r.Elapsed == best.Elapsed && r.Peak < best.Peak {
			best, ok = r, true
		}
	}
	return best, ok
}
