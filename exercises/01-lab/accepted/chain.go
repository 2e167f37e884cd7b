// accepted: the index travels in a channel of one place: who holds it takes the next item; the table is a flat loop
//go:build ignore

package solution

import (
	"cmp"
	"context"
	"slices"
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

// A turn is what only one goroutine has at a time.
type turn struct {
	next int
	err  error
}

// Measure lets the turn go round.
func Measure(ctx context.Context, lab Lab, load, backend string, workers, items int) Row {
	start := time.Now()
	lab.ResetPeak()
	turns := make(chan turn, 1)
	turns <- turn{}
	fail := func(err error) {
		t := <-turns
		t.err = cmp.Or(t.err, err)
		turns <- t
	}
	var wg sync.WaitGroup
	for range min(workers, items) {
		wg.Go(func() {
			w, err := lab.Start(ctx, backend, load)
			if err != nil {
				fail(err)
				return
			}
			defer w.Close()
			for {
				t := <-turns
				i := t.next
				if t.err != nil || i >= items || ctx.Err() != nil {
					turns <- t
					return
				}
				t.next++
				turns <- t
				if err := w.Do(ctx, i); err != nil {
					fail(err)
				}
			}
		})
	}
	wg.Wait()
	row := Row{Load: load, Backend: backend, Workers: workers, Peak: lab.Peak(), Elapsed: time.Since(start)}
	row.Err = cmp.Or(ctx.Err(), (<-turns).err)
	return row
}

// Compare counts through all combinations.
func Compare(ctx context.Context, lab Lab, p Plan) ([]Row, error) {
	b, n := len(p.Backends), len(p.Workers)
	rows := make([]Row, 0, len(p.Loads)*b*n)
	for k := range cap(rows) {
		row := Measure(ctx, lab, p.Loads[k/(b*n)], p.Backends[k/n%b], p.Workers[k%n], p.Items)
		if err := ctx.Err(); err != nil {
			return rows, err
		}
		rows = append(rows, row)
		base, last := &rows[k-k%(b*n)], &rows[k]
		if base.Err == nil && last.Err == nil && last.Elapsed > 0 {
			last.Speedup = base.Elapsed.Seconds() / last.Elapsed.Seconds()
		}
	}
	return rows, nil
}

// Best sorts a copy.
func Best(rows []Row, load string) (Row, bool) {
	good := slices.DeleteFunc(slices.Clone(rows), func(r Row) bool { return r.Load != load || r.Err != nil })
	slices.SortStableFunc(good, func(a, b Row) int {
		return cmp.Or(cmp.Compare(a.Elapsed, b.Elapsed), cmp.Compare(a.Peak, b.Peak))
	})
	if len(good) == 0 {
		return Row{}, false
	}
	return good[0], true
}
