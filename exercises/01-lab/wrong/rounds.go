// fails: ELAPSED in uneven items: nobody goes on before all items of a round are done
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

// Measure does the items in rounds of as many as there are workers.
func Measure(ctx context.Context, lab Lab, load, backend string, workers, items int) Row {
	row := Row{Load: load, Backend: backend, Workers: workers}
	start := time.Now()
	lab.ResetPeak()
	n := min(workers, items)
	crew := make([]Worker, n)
	errs := make(chan error, n+items)
	each := func(n int, f func(k int) error) {
		var wg sync.WaitGroup
		for k := range n {
			wg.Go(func() {
				if err := f(k); err != nil {
					errs <- err
				}
			})
		}
		wg.Wait()
	}
	each(n, func(k int) (err error) {
		crew[k], err = lab.Start(ctx, backend, load)
		return err
	})
	for item := 0; item < items && len(errs) == 0 && ctx.Err() == nil; item += n {
		each(min(n, items-item), func(k int) error { return crew[k].Do(ctx, item+k) })
	}
	each(n, func(k int) error {
		if crew[k] != nil {
			crew[k].Close()
		}
		return nil
	})
	row.Elapsed, row.Peak = time.Since(start), lab.Peak()
	if len(errs) > 0 {
		row.Err = <-errs
	}
	if ctx.Err() != nil {
		row.Err = ctx.Err()
	}
	return row
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
