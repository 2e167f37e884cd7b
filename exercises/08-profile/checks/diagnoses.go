package main

import (
	"fmt"

	"weft/exercises/08-profile/cases"
	"weft/grader/checks"
	"weft/grader/observe"
)

// diagnoses are the cases of Diagnose.
func diagnoses() []checks.Case {
	return []checks.Case{
		diagnose("diag-lock", example(program(4, 100, 70,
			site("parse", 200, 2, 4, 900), site("merge", 30, 0, 1, 10), site("index", 20, 25, 2, 0)), "index lock 600")),
		diagnose("diag-serial", example(program(4, 160, 100,
			site("load", 280, 0, 4, 50), site("print", 15, 0, 1, 0), site("merge", 60, 0, 1, 70), site("parse", 90, 0, 3, 0)), "merge serial 500")),
		diagnose("diag-alloc",
			// It scales. The others' values are not enough.
			example(program(4, 200, 50, site("parse", 150, 4, 4, 5000), site("merge", 4, 0, 1, 20), site("split", 30, 1, 4, 7000)), "split alloc 0"),
			// Equal values.
			example(program(4, 200, 80, site("words", 20, 0, 4, 700), site("lines", 90, 0, 4, 700), site("pages", 5, 0, 1, 300)), "lines alloc 200"),
			example(program(3, 100, 60, site("write", 9, 30, 2, 0), site("read", 10, 30, 2, 90), site("seek", 10, 20, 1, 99)), "read lock 400"),
			example(program(2, 100, 80, site("sum", 40, 0, 1, 0), site("add", 70, 0, 2, 0), site("count", 40, 5, 1, 1)), "count serial 600")),
		diagnose("diag-none",
			example(program(4, 100, 25), " none 0"),
			example(program(2, 100, 50, site("parse", 90, 0, 2, 0), site("merge", 0, 0, 1, 0)), " none 0"),
			example(program(4, 100, 20, site("parse", 79, 0, 4, 0)), " none 0"), // better than it could be
			// Slower with more workers.
			example(program(2, 100, 115, site("cache", 11, 11, 1, 0), site("parse", 115, 0, 2, 0)), " none 1300")),
		diagnose("diag-round",
			// 411.54. A tenth of the second run's time is not enough.
			example(program(3, 130, 79, site("queue", 20, 7.9, 2, 0), site("merge", 7.9, 0, 1, 0)), " none 412"),
			example(program(3, 130, 79, site("queue", 20, 7.8, 2, 12), site("merge", 7.9, 1, 1, 3)), "queue alloc 412"),
			// More than that, and less than a tenth of the first run's.
			example(program(3, 130, 79, site("queue", 20, 8, 2, 12), site("merge", 30, 1, 1, 30)), "queue lock 412"),
			example(program(3, 130, 79, site("queue", 20, 7.9, 2, 12), site("merge", 8, 1, 1, 0)), "merge serial 412"),
			// 123.25.
			example(program(5, 1000, 298.6, site("parse", 90, 0, 5, 1)), "parse alloc 123")),
	}
}

// An exampleOf is a program with what Diagnose must say of it.
type exampleOf struct {
	program cases.Program
	want    cases.Report
}

// example reads what must be said: site, kind and permille.
func example(p cases.Program, want string) exampleOf {
	e := exampleOf{program: p}
	format := "%s %s %d"
	fields := []any{&e.want.Site, &e.want.Kind, &e.want.Serial}
	if want[0] == ' ' {
		format, fields = " %s %d", fields[1:]
	}
	if _, err := fmt.Sscanf(want, format, fields...); err != nil {
		panic(fmt.Sprintf("read the report %q: %v", want, err))
	}
	return e
}

// program is one that takes one ms with one worker and many with so many workers, of which the samples are. With
// one worker nobody waits, nothing is parallel, and other sites look bad.
func program(workers int, one, many float64, samples ...cases.Sample) cases.Program {
	p := cases.Program{Workers: workers, One: cases.Profile{Elapsed: one}, Many: cases.Profile{Elapsed: many, Samples: samples}}
	for i, s := range samples {
		s.MaxPar, s.Wait, s.Busy, s.Allocs = 1, 0, one/float64(i+2), s.Allocs+1000*(len(samples)-i)
		p.One.Samples = append(p.One.Samples, s)
	}
	return p
}

// site is a sample. Sites that allocate more do so less in each call.
func site(name string, busy, wait float64, maxPar, allocs int) cases.Sample {
	return cases.Sample{Site: name, Calls: 1 + allocs*allocs/1000, Busy: busy, Wait: wait, MaxPar: maxPar, Allocs: allocs}
}

func diagnose(name string, examples ...exampleOf) checks.Case {
	var in cases.In
	var want []cases.Report
	for _, e := range examples {
		in.Programs, want = append(in.Programs, e.program), append(want, e.want)
	}
	return checks.Case{Name: name, Input: in, Checks: []checks.Named{reports(in, want).Named("8.report"), runs(in).Named("8.runs")}}
}

// reports is content if Diagnose says what it must of each program.
func reports(in cases.In, want []cases.Report) checks.Check {
	return checks.Holds(func(out cases.Out) checks.Finding {
		for i, w := range want {
			if got := out.Reports[i]; got != w {
				return checks.Failf("%sthe report is %s, want %s", which(in, i), text(got), text(w)).Want(text(w), text(got))
			}
		}
		return checks.Pass()
	})
}

func text(r cases.Report) string { return fmt.Sprintf("{%q %q %d}", r.Site, r.Kind, r.Serial) }

// which names a program, if there are more than one.
func which(in cases.In, i int) string {
	if len(in.Programs) == 1 {
		return ""
	}
	p := in.Programs[i]
	s := fmt.Sprintf("program %d (%g ms, and %g ms with %d workers", i+1, p.One.Elapsed, p.Many.Elapsed, p.Workers)
	for _, site := range p.Many.Samples {
		s += fmt.Sprintf("; %s: Busy %g, Wait %g, MaxPar %d, Allocs %d", site.Site, site.Busy, site.Wait, site.MaxPar, site.Allocs)
	}
	return s + "): "
}

// runs is content if each program is run with one worker and with all, once each, one run after the other.
func runs(in cases.In) checks.Check {
	return func(r observe.Run) checks.Finding {
		spans := make([][]observe.Span, len(in.Programs))
		for _, s := range r.Spans(cases.Run) {
			program, _ := cases.FromRunID(s.ID)
			spans[program] = append(spans[program], s)
		}
		for i, p := range in.Programs {
			if f := twice(p, spans[i]); !f.OK() {
				f.Problem = which(in, i) + f.Problem
				if n := len(spans[i]); n > 0 {
					f = from(f, spans[i][n-1])
				}
				return f.About(cases.Run)
			}
		}
		return checks.Pass()
	}
}

func twice(p cases.Program, spans []observe.Span) checks.Finding {
	var with []int
	for _, s := range spans {
		_, workers := cases.FromRunID(s.ID)
		with = append(with, workers)
	}
	rule := fmt.Sprintf("one run with 1 worker and one with %d", p.Workers)
	if len(with) != 2 || with[0]+with[1] != 1+p.Workers || with[0] != 1 && with[1] != 1 {
		return checks.Failf("the program is run with %v workers, want one run with 1 and one with %d", with, p.Workers).
			Want(rule, fmt.Sprintf("runs with %v", with))
	}
	if most, at := observe.Concurrency(spans); most > 1 {
		return checks.Failf("both runs are under way at one time, at %s", ms(at)).Want("one run after the other", "both at one time")
	}
	return checks.Pass()
}
