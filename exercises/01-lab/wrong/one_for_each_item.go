// fails: STARTS in io on processes: a worker is started for each item
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

// Measure starts a worker for each item.
func Measure(ctx context.Context, lab Lab, load, backend string, workers, items int) Row {
	start := time.Now()
	lab.ResetPeak()
	places := make(chan struct{}, workers)
	var mu sync.Mutex
	var first error
	failed := func() bool {
		mu.Lock()
		defer mu.Unlock()
		return first != nil || ctx.Err() != nil
	}
	fail := func(err error) {
		mu.Lock()
		defer mu.Unlock()
		if first == nil {
			first = err
		}
	}
	var wg sync.WaitGroup
	for item := range items {
		places <- struct{}{}
		if failed() {
			break
		}
		wg.Go(func() {
			defer func() { <-places }()
			w, err := lab.Start(ctx, backend, load)
			if err != nil {
				fail(err)
				return
			}
			defer w.Close()
			if err := w.Do(ctx, item); err != nil {
				fail(err)
			}
		})
	}
	wg.Wait()
	if ctx.Err() != nil {
		first = ctx.Err()
	}
	return Row{Load: load, Backend: backend, Workers: workers, Elapsed: time.Since(start), Peak: lab.Peak(), Err: first}
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
