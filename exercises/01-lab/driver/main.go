// The driver of the exercise: a laboratory whose workers take virtual time, cores and memory.
package main

import (
	"context"
	"errors"
	"strconv"
	"time"

	"weft/exercises/01-lab/cases"
	"weft/exercises/01-lab/solution"
	"weft/grader/probe"
)

func main() { probe.Main(run) }

func run(p *probe.Probe, in cases.In) (out cases.Out) {
	if in.Call == cases.Best {
		p.Call(func() {
			for _, q := range in.Asked {
				row, ok := solution.Best(rowsOf(q.Rows), q.Load)
				out.Found = append(out.Found, cases.Found{Row: rowOut(row), OK: ok})
			}
		})
		return out
	}
	l := newLab(p, in)
	if in.Cancel > 0 {
		defer time.AfterFunc(millis(in.Cancel), func() { l.end() }).Stop()
	}
	ctx := l.ctx
	var rows []solution.Row
	var err error
	p.Call(func() {
		switch in.Call {
		case cases.Measure:
			rows = []solution.Row{solution.Measure(ctx, l, in.Loads[0], in.Backends[0], in.Workers[0], len(in.Items))}
		default:
			rows, err = solution.Compare(ctx, l, solution.Plan{Loads: in.Loads, Backends: in.Backends, Workers: in.Workers, Items: len(in.Items)})
		}
		p.Mark(cases.Return, 0)
	})
	for _, r := range rows {
		out.Rows = append(out.Rows, rowOut(r))
	}
	out.Err = word(err)
	return out
}

func millis(ms float64) time.Duration {
	return time.Duration(ms*1e6 + 0.5).Round(time.Microsecond)
}

// Errors of the laboratory, each with the word by which the judge knows it.
type labError string

func (e labError) Error() string { return "lab: " + string(e) }

const (
	itemFailed  labError = cases.ItemFailed
	startFailed labError = cases.StartFailed
)

func word(err error) string {
	var known labError
	switch {
	case err == nil:
		return ""
	case errors.As(err, &known):
		return string(known)
	case errors.Is(err, context.Canceled):
		return cases.Canceled
	case errors.Is(err, context.DeadlineExceeded):
		return cases.Expired
	}
	return cases.Other + err.Error()
}

func rowOut(r solution.Row) cases.Row {
	return cases.Row{
		Load: r.Load, Backend: r.Backend, Workers: r.Workers, Elapsed: r.Elapsed,
		Speedup: strconv.FormatFloat(r.Speedup, 'g', -1, 64), Peak: r.Peak, Err: word(r.Err),
	}
}

// rowsOf are rows for Best; of each question anew, since it may sort them.
func rowsOf(list []cases.Row) (rows []solution.Row) {
	for _, r := range list {
		row := solution.Row{Load: r.Load, Backend: r.Backend, Workers: r.Workers, Elapsed: r.Elapsed, Peak: r.Peak}
		if r.Err != "" {
			row.Err = labError(r.Err)
		}
		rows = append(rows, row)
	}
	return rows
}
