// accepted: one owner, the caller: workers report that they are free, and are given an item or closed
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

// A report is what a worker says: that it is free, with the error of what it did; gone if it is closed.
type report struct {
	next chan<- int
	err  error
	gone bool
}

// Measure owns all state; the workers ask for each item.
func Measure(ctx context.Context, lab Lab, load, backend string, workers, items int) Row {
	begin := time.Now()
	lab.ResetPeak()
	reports := make(chan report)
	alive := min(workers, items)
	for range alive {
		go serve(ctx, lab, load, backend, reports)
	}
	item := 0
	var first error
	for alive > 0 {
		r := <-reports
		if r.err != nil && first == nil {
			first = r.err
		}
		switch {
		case r.gone:
			alive--
		case first != nil || item == items || ctx.Err() != nil:
			close(r.next)
		default:
			r.next <- item
			item++
		}
	}
	end := time.Now()
	if ctx.Err() != nil {
		first = ctx.Err()
	}
	return Row{load, backend, workers, end.Sub(begin), 0, lab.Peak(), first}
}

// serve is a worker's life.
func serve(ctx context.Context, lab Lab, load, backend string, reports chan<- report) {
	w, err := lab.Start(ctx, backend, load)
	if err != nil {
		reports <- report{err: err, gone: true}
		return
	}
	next := make(chan int)
	reports <- report{next: next}
	for i := range next {
		reports <- report{next: next, err: w.Do(ctx, i)}
	}
	w.Close()
	reports <- report{gone: true}
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
