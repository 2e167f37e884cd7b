// The driver of the exercise: pages and programs that take virtual time, and a count of what Normal allocates.
package main

import (
	"context"
	"slices"
	"testing"
	"time"

	"weft/exercises/08-profile/cases"
	"weft/exercises/08-profile/solution"
	"weft/grader/probe"
)

func main() { probe.Main(run) }

func run(p *probe.Probe, in cases.In) (out cases.Out) {
	b := &bench{p: p, in: in, normal: solution.Normal}
	switch {
	case in.Workers > 0:
		p.Call(func() { out.Index = solution.Build(b, in.Workers) })
	case len(in.Programs) > 0:
		p.Call(func() {
			for i, does := range in.Programs {
				r := solution.Diagnose(&program{p, i, does}, does.Workers)
				out.Reports = append(out.Reports, cases.Report{Site: r.Site, Kind: r.Kind, Serial: r.SerialPermille})
			}
		})
	default:
		p.Call(func() {
			for _, word := range in.Words {
				out.Normal = append(out.Normal, b.normal(word))
			}
			for _, word := range in.Measured { // so that a panic comes in virtual time
				b.normal(word)
			}
		})
		p.Outside(b.measure)
	}
	return out
}

// A bench is what a case consists of. It is not written to while the submission runs.
type bench struct {
	p      *probe.Probe
	in     cases.In
	normal func(word string) string // in a variable: it is not inlined, whatever it is
}

func (b *bench) Len() int { return len(b.in.Pages) }

// Load takes its time. The words are the caller's.
func (b *bench) Load(i int) solution.Page {
	span := b.p.Begin(cases.Load, i)
	defer span.End(false)
	if i < 0 || i >= len(b.in.Pages) {
		return solution.Page{} // the checks will say it
	}
	page := b.in.Pages[i]
	wait(b.p, millis(page.Millis)+cases.Extra)
	return solution.Page{Words: slices.Clone(page.Words)}
}

// calls is how often Normal is called to find out what a call allocates.
const calls = 200

// measure counts allocations. Those of the run time between two calls are few, and averages are rounded down.
func (b *bench) measure() {
	for _, word := range b.in.Measured {
		n := testing.AllocsPerRun(calls, func() { b.normal(word) })
		b.p.Count(cases.Allocs(word), int64(n))
	}
	if fresh := b.in.Fresh; len(fresh) > 0 {
		next := 0
		n := testing.AllocsPerRun(len(fresh)-1, func() { // one call more, to begin with
			b.normal(fresh[next])
			next++
		})
		b.p.Count(cases.FreshAllocs, int64(n))
	}
}

// A program records who runs it.
type program struct {
	p    *probe.Probe
	id   int
	does cases.Program
}

func (g *program) Run(workers int) solution.Profile {
	span := g.p.Begin(cases.Run, cases.RunID(g.id, workers))
	defer span.End(false)
	does := g.does.Many
	if workers == 1 {
		does = g.does.One
	}
	wait(g.p, millis(does.Elapsed))
	profile := solution.Profile{Elapsed: millis(does.Elapsed)}
	for _, s := range does.Samples {
		profile.Samples = append(profile.Samples, solution.Sample{
			Site: s.Site, Calls: s.Calls, Busy: millis(s.Busy), Wait: millis(s.Wait), MaxPar: s.MaxPar, Allocs: s.Allocs,
		})
	}
	return profile
}

func wait(p *probe.Probe, d time.Duration) {
	_ = p.Sleep(context.Background(), d)
}

func millis(ms float64) time.Duration {
	return time.Duration(ms*1e6 + 0.5).Round(time.Microsecond)
}
