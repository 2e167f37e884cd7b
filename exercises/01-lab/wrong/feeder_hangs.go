// fails: deadlock in cancelled in start-up: who hands out items does not learn that nobody is left
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

// Measure has a feeder.
func Measure(ctx context.Context, lab Lab, load, backend string, workers, items int) Row {
	start := time.Now()
	lab.ResetPeak()
	feed := make(chan int)
	errs := make(chan error, items+workers)
	var wg sync.WaitGroup
	for range min(workers, items) {
		wg.Go(func() {
			w, err := lab.Start(ctx, backend, load)
			if err != nil {
				errs <- err
				return
			}
			defer w.Close()
			for i := range feed {
				if err := w.Do(ctx, i); err != nil {
					errs <- err
					return
				}
			}
		})
	}
	for i := range items {
		if len(errs) > 0 || ctx.Err() != nil {
			break
		}
		feed <- i
	}
	close(feed)
	wg.Wait()
	row := Row{Load: load, Backend: backend, Workers: workers, Elapsed: time.Since(start), Peak: lab.Peak()}
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
