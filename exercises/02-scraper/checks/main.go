// The judge of the exercise.
package main

import (
	"slices"
	"time"

	"weft/exercises/02-scraper/cases"
	"weft/grader/checks"
)

func main() {
	var s checks.Suite
	for _, one := range slices.Concat(polite(), failing(), lists(), ended()) {
		s.Cases = append(s.Cases, one.judged())
	}
	checks.Main(s)
}

// A situation is a case with what it must come to. Times are milliseconds.
type situation struct {
	name    string
	in      cases.In
	order   string      // names of the pages in the order in which their requests start
	starts  []float64   // when these requests start
	pages   []cases.Got // what Scrape returns
	took    float64     // when it returns; 0: no matter
	reached bool        // at some moment as many requests are in flight as may be
}

// long is a time-out that nothing reaches.
const long = 20000.3

// schedules is how often a case is repeated with other orders of what happens at one moment. Goroutines that wait for one
// place may get it in the right order by luck, the fewer they are the more often.
func schedules(pages int) int {
	switch {
	case pages < 2:
		return 0
	case pages < 4:
		return 10
	}
	return 3
}

// judged is the case with all its checks.
func (s situation) judged() checks.Case {
	if s.in.Timeout == 0 {
		s.in.Timeout = long
	}
	c := checks.Case{Name: s.name, Input: s.in, Schedules: schedules(len(s.in.Pages))}
	add := func(name string, check checks.Check) { c.Checks = append(c.Checks, check.Named(name)) }
	cancelled := s.in.Ended || s.in.Cancel > 0
	if cancelled {
		add("CANCEL", checks.Latency(checks.Millis(s.in.Cancel), 0))
	}
	var at []time.Duration
	for _, ms := range s.starts {
		at = append(at, checks.Millis(ms))
	}
	add("STARTS", located(checks.Begins(cases.Request, at...)))
	add("ORDER", order(s.in, s.order))
	add("RATE", located(checks.Apart(cases.Request, checks.Millis(s.in.Interval))))
	if s.reached {
		add("MAXCONC", located(checks.Reached(cases.Request, s.in.Parallel)))
	} else {
		add("MAXCONC", located(checks.AtMost(cases.Request, s.in.Parallel)))
	}
	if s.took > 0 || len(s.in.URLs) == 0 {
		add("TIME", checks.Elapsed(checks.Millis(s.took)))
	}
	add("PAGES", pages(s.pages))
	if cancelled {
		add("ERR", failure(cases.Canceled))
	} else {
		add("ERR", failure(""))
	}
	add("CLOSE", closed)
	add("CLIENT", given)
	return c
}
