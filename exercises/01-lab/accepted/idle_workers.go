// accepted: started workers wait in a channel of idle ones, and a dispatcher sends each item out with one; after an error processes that are starting are broken off
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

// Measure dispatches items to idle workers.
func Measure(ctx context.Context, lab Lab, load, backend string, workers, items int) Row {
	start := time.Now()
	lab.ResetPeak()
	n := min(workers, items)
	starting, giveUp := context.WithCancel(ctx)
	defer giveUp()
	type state struct {
		w   Worker
		err error
	}
	idle := make(chan state, n)
	for range n {
		go func() {
			w, err := lab.Start(starting, backend, load)
			idle <- state{w, err}
		}()
	}
	var first error
	item, busy := 0, n
	var closing sync.WaitGroup
	for busy > 0 {
		s := <-idle
		busy--
		if s.err != nil && first == nil {
			first = s.err
			giveUp()
		}
		switch {
		case s.w == nil:
		case first == nil && item < items && ctx.Err() == nil:
			i := item
			item++
			busy++
			go func() { idle <- state{s.w, s.w.Do(ctx, i)} }()
		default:
			closing.Go(s.w.Close)
		}
	}
	closing.Wait()
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
