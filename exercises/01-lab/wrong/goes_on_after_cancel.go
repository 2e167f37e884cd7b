// fails: ROWS in cancelled: the other rows are measured although ctx has ended
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

// Measure has workers of a backend do the items of a load.
func Measure(ctx context.Context, lab Lab, load, backend string, workers, items int) Row {
	row := Row{Load: load, Backend: backend, Workers: workers}
	start := time.Now()
	lab.ResetPeak()
	l := &list{items: items}
	var wg sync.WaitGroup
	for range min(workers, items) {
		wg.Go(func() { l.work(ctx, lab, load, backend) })
	}
	wg.Wait()
	row.Elapsed, row.Peak, row.Err = time.Since(start), lab.Peak(), l.err
	if ctx.Err() != nil {
		row.Err = ctx.Err()
	}
	return row
}

// A list is what the workers of one measurement share.
type list struct {
	items int

	mu   sync.Mutex
	next int   // the lowest item that nobody has taken
	err  error // the first: no item is begun any more
}

// work is the life of one worker.
func (l *list) work(ctx context.Context, lab Lab, load, backend string) {
	w, err := lab.Start(ctx, backend, load)
	if err != nil {
		l.fail(err)
		return
	}
	defer w.Close()
	for item, ok := l.take(ctx); ok; item, ok = l.take(ctx) {
		if err := w.Do(ctx, item); err != nil {
			l.fail(err)
		}
	}
}

// take is the next item; ok is false if there is none, or none is to be begun.
func (l *list) take(ctx context.Context) (item int, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.err != nil || l.next >= l.items || ctx.Err() != nil {
		return 0, false
	}
	l.next++
	return l.next - 1, true
}

func (l *list) fail(err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.err == nil {
		l.err = err
	}
}

// Compare measures every combination of a plan, one after the other.
func Compare(ctx context.Context, lab Lab, p Plan) ([]Row, error) {
	var rows []Row
	for _, load := range p.Loads {
		first := len(rows) // of this load
		for _, backend := range p.Backends {
			for _, workers := range p.Workers {
				row := Measure(ctx, lab, load, backend, workers, p.Items)
				rows = append(rows, row)
				rows[len(rows)-1].Speedup = speedup(rows[first], row)
			}
		}
	}
	return rows, ctx.Err()
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
