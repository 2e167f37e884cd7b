package main

import (
	"fmt"
	"time"

	"weft/exercises/08-profile/cases"
	"weft/grader/checks"
	"weft/grader/observe"
)

// schedules is how often a case is repeated with other orders of what happens at one moment.
const schedules = 3

// builds are the cases of Build.
func builds() []checks.Case {
	few := pages(8, 30, 20)
	few.Pages[1].Words = []string{"none", "of", "THESE!"} // who has which page makes no difference
	equal := pages(4, 10, 10, 10, 10, 10, 10, 10, 10)
	list := []checks.Case{
		build("equal", equal, checks.Reached(cases.Load, 4).Named("8.min-conc")),
		build("uneven", pages(2, 100, 100, 10, 10, 10, 10)),
		build("uneven-3", pages(3, 70, 20, 20, 20, 20, 20, 20, 20, 20)),
		build("odd", pages(3, 7.3, 12.1, 3.9, 20.7, 1.3, 5.5, 9.8, 2.2, 6.7, 0.9)), // finds those who look now and then
		build("few", few),
		build("one-worker", pages(1, 10, 20, 30)),
		build("none", pages(3)),
	}
	for i := range list {
		list[i].Schedules = schedules
	}
	// Under a schedule each step takes a little time, and here are too many of them.
	return append(list, build("large", large(400, 4), checks.Reached(cases.Load, 4).Named("8.min-conc")))
}

// build is a case of Build. further is asked too.
func build(name string, in cases.In, further ...checks.Named) checks.Case {
	all := []checks.Named{
		index(in).Named("8.value"),
		loads(in).Named("8.loads"),
		moments(in).Named("8.time"),
		checks.AtMost(cases.Load, in.Workers).Named("8.max-conc"),
		locks(in).Named("8.locks"),
	}
	return checks.Case{Name: name, Input: in, Checks: append(all, further...)}
}

// pages are so many workers for pages that take so long. They have few words, of which some are on several pages.
func pages(workers int, millis ...float64) cases.In {
	texts := [][]string{{"Go", "is", "fun."}, {"fun,", "GO!", "go"}, {}, {"...", "Is", "it?"}, {"It", "is!"}}
	in := cases.In{Workers: workers}
	for i, ms := range millis {
		in.Pages = append(in.Pages, cases.Page{Words: texts[i%len(texts)], Millis: ms})
	}
	return in
}

// large are n pages of 30 words, that take 1 and 2 ms in turn.
func large(n, workers int) cases.In {
	in := cases.In{Workers: workers}
	forms := []string{"w%d", "W%d.", "w%d", "(w%d)", "..W%d?!", "w%d,"}
	for i := range n {
		page := cases.Page{Words: []string{"The", "the", "...", ";"}, Millis: float64(1 + i%2)}
		for k := range 26 {
			// Small numbers are on many pages, large ones on few.
			number := (i*31 + k*k*7) % (1 + 17*(k+1))
			page.Words = append(page.Words, fmt.Sprintf(forms[(i+k)%len(forms)], number))
		}
		in.Pages = append(in.Pages, page)
	}
	return in
}

// loaded are the first and the last loads of the pages, by page; how often each was loaded is in times.
func loaded(in cases.In, r observe.Run) (first, last []observe.Span, times []int) {
	n := len(in.Pages)
	first, last, times = make([]observe.Span, n), make([]observe.Span, n), make([]int, n)
	for _, s := range r.Spans(cases.Load) {
		if s.ID < 0 || s.ID >= len(times) {
			continue
		}
		if times[s.ID] == 0 {
			first[s.ID] = s
		}
		last[s.ID] = s
		times[s.ID]++
	}
	return first, last, times
}

// loads is content if each page is loaded once.
func loads(in cases.In) checks.Check {
	const rule = "each page is loaded once"
	return func(r observe.Run) checks.Finding {
		_, again, times := loaded(in, r)
		for page, n := range times {
			if n != 1 {
				f := checks.Failf("page %d is loaded %d times, want once", page, n).Want(rule, fmt.Sprintf("page %d: %d times", page, n))
				return from(f.About(cases.Load), again[page])
			}
		}
		for _, s := range r.Spans(cases.Load) {
			if s.ID < 0 || s.ID >= len(times) {
				f := checks.Failf("page %d is loaded; there are %d, from 0 on", s.ID, len(times)).Want(rule, fmt.Sprintf("Load(%d)", s.ID))
				return from(f.About(cases.Load), s)
			}
		}
		return checks.Pass()
	}
}

// moments is content if each page is begun when a worker is free for it, and Build returns at the end of the last one.
func moments(in cases.In) checks.Check {
	begins, end := greedy(in)
	return func(r observe.Run) checks.Finding {
		if f := checks.Elapsed(as(r, end))(r); !f.OK() {
			return f.About(cases.Load, f.Focus.Flags...)
		}
		first, _, times := loaded(in, r)
		for page, begin := range begins {
			got, begin := first[page].Begin, as(r, begin)
			if times[page] == 0 || got == begin {
				continue
			}
			f := checks.Failf("page %d is begun at %s, want %s", page, ms(got), ms(begin)).
				Want(fmt.Sprintf("a free worker takes the next page in order: page %d at %s", page, ms(begin)), ms(got)).
				About(cases.Load, observe.At(got, fmt.Sprintf("page %d", page)), observe.Wanted(begin, ms(begin)+": wanted"))
			return from(f, first[page])
		}
		return checks.Pass()
	}
}

// as is a moment as the times of a run are: under a schedule they are rounded.
func as(r observe.Run, moment time.Duration) time.Duration {
	if r.Seed != 0 {
		return moment.Truncate(checks.Grain)
	}
	return moment
}

// greedy says when each page begins if a free worker takes the next one, and when the last one ends.
func greedy(in cases.In) (begins []time.Duration, end time.Duration) {
	free := make([]time.Duration, in.Workers)
	for _, p := range in.Pages {
		who := 0
		for w := range free {
			if free[w] < free[who] {
				who = w
			}
		}
		begins = append(begins, free[who])
		free[who] += checks.Millis(p.Millis) + cases.Extra
		end = max(end, free[who])
	}
	return begins, end
}

// locks is content if few locks are taken. Under a schedule they are not counted, and then it is.
func locks(in cases.In) checks.Check {
	most := int64(2 * in.Workers)
	return func(r observe.Run) checks.Finding {
		f := checks.CountedAtMost(cases.Locks, most)(r)
		if f.OK() {
			return f
		}
		got := r.Count(cases.Locks)
		f.Problem = fmt.Sprintf("locks were taken %d times, for %d pages; want at most %d times", got, len(in.Pages), most)
		return f.Want(fmt.Sprintf("at most %d locks taken: two for each worker, whatever the number of pages", most), fmt.Sprint(got))
	}
}

// from adds to a finding the place from which an operation was begun.
func from(f checks.Finding, s observe.Span) checks.Finding {
	if s.Where.Line > 0 {
		f.Where = append(f.Where, s.Where)
	}
	return f
}

// ms is a moment as findings write it.
func ms(d time.Duration) string { return fmt.Sprintf("%g ms", float64(d.Round(time.Microsecond))/1e6) }
