package main

import (
	"cmp"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"weft/exercises/01-lab/cases"
	"weft/grader/checks"
	"weft/grader/observe"
)

// planned are the rows of a case in their order, with what they are about only.
func planned(in cases.In) (list []cases.Row) {
	for _, load := range in.Loads {
		for _, backend := range in.Backends {
			for _, workers := range in.Workers {
				list = append(list, cases.Row{Load: load, Backend: backend, Workers: workers})
			}
		}
	}
	return list
}

// workers is how many workers a case starts in all its rows.
func workers(in cases.In) (n int) {
	for _, r := range planned(in) {
		n += min(r.Workers, len(in.Items))
	}
	return n
}

func title(r cases.Row) string { return fmt.Sprintf("%s on %s x %d", r.Load, r.Backend, r.Workers) }

func titles(list []cases.Row) string {
	if len(list) == 0 {
		return "no rows"
	}
	var parts []string
	for _, r := range list {
		parts = append(parts, title(r))
	}
	return strings.Join(parts, ", ")
}

// rows wants all rows of the plan, in its order.
func rows(in cases.In) checks.Named { return rowsBefore(in, len(planned(in))) }

// rowsBefore wants the first n rows of the plan only.
func rowsBefore(in cases.In, n int) checks.Named {
	want := planned(in)[:n]
	check := func(o cases.Out) checks.Finding {
		if len(o.Rows) != len(want) {
			return checks.Failf("there are %d rows, want %d", len(o.Rows), len(want)).Want(titles(want), titles(o.Rows))
		}
		for i, r := range o.Rows {
			if title(r) != title(want[i]) {
				return checks.Failf("row %d is %q, want %q", i+1, title(r), title(want[i])).Want(titles(want), titles(o.Rows))
			}
		}
		return checks.Pass()
	}
	return checks.Holds(check).Named("ROWS")
}

// unknown stands for a time that is not judged.
const unknown = -1

// took wants rows to have these times as their Elapsed, in milliseconds.
func took(in cases.In, want ...float64) checks.Named {
	check := func(r observe.Run) checks.Finding {
		o := output(r)
		for i, w := range want {
			if i >= len(o.Rows) || w == unknown {
				continue // that is for another check
			}
			got := o.Rows[i].Elapsed
			if r.Seed != 0 {
				got = got.Truncate(checks.Grain) // as all times of a run under a schedule
			}
			if got != checks.Millis(w) {
				return checks.Failf("Elapsed of %s is %g ms, want %g ms", title(o.Rows[i]), ms(got), w).
					Want("Elapsed "+list(want, func(w float64) string {
						if w == unknown {
							return "any"
						}
						return fmt.Sprintf("%g ms", w)
					}), list(o.Rows, func(r cases.Row) string { return fmt.Sprintf("%g ms", ms(r.Elapsed)) }))
			}
		}
		return checks.Pass()
	}
	return checks.Check(check).Named("ELAPSED")
}

func output(r observe.Run) cases.Out {
	o, err := checks.Output[cases.Out](r)
	if err != nil {
		panic(err) // of the exercise: no verdict
	}
	return o
}

func ms(d time.Duration) float64 { return float64(d) / 1e6 }

func list[T any](values []T, text func(T) string) string {
	var parts []string
	for _, v := range values {
		parts = append(parts, text(v))
	}
	return strings.Join(parts, ", ")
}

// peaks wants these in the rows.
func peaks(want ...int) checks.Named {
	check := func(o cases.Out) checks.Finding {
		for i, w := range want {
			if i < len(o.Rows) && o.Rows[i].Peak != w {
				return checks.Failf("Peak of %s is %d, want %d", title(o.Rows[i]), o.Rows[i].Peak, w).
					Want("Peak "+list(want, strconv.Itoa), list(o.Rows, func(r cases.Row) string { return strconv.Itoa(r.Peak) }))
			}
		}
		return checks.Pass()
	}
	return checks.Holds(check).Named("PEAK")
}

// speedups is content if each row's Speedup is what follows from the Elapsed that the rows have, right or not.
func speedups(r observe.Run) checks.Finding {
	first := map[string]cases.Row{}
	for i, row := range output(r).Rows {
		if _, ok := first[row.Load]; !ok {
			first[row.Load] = row
		}
		base, want := first[row.Load], 0.0
		if base.Err == "" && row.Err == "" && row.Elapsed != 0 {
			want = float64(base.Elapsed) / float64(row.Elapsed)
		}
		got, err := strconv.ParseFloat(row.Speedup, 64)
		if err != nil || !(math.Abs(got-want) <= 1e-6*math.Max(1, want)) { // which NaN is not
			return checks.Failf("Speedup of row %d (%s) is %s, want %.6g", i+1, title(row), row.Speedup, want).
				Want("Elapsed of the first row of the load / Elapsed of this row; 0 if either has an error or this Elapsed is 0", row.Speedup)
		}
	}
	return checks.Pass()
}

// failures wants these errors in the rows, and none of Compare.
func failures(in cases.In, want ...string) checks.Named {
	check := func(o cases.Out) checks.Finding {
		for i, w := range want {
			if i >= len(o.Rows) || o.Rows[i].Err == w {
				continue
			}
			return checks.Failf("Err of row %d (%s) is %s, want %s", i+1, title(o.Rows[i]), says(o.Rows[i].Err), says(w)).
				Want("Err "+says(w), says(o.Rows[i].Err))
		}
		if o.Err != "" {
			return checks.Failf("the error of %s is %s, want nil", in.Call, says(o.Err)).Want("nil: the errors stand in the rows", says(o.Err))
		}
		return checks.Pass()
	}
	return checks.Holds(check).Named("ERR")
}

// failure wants this error of Compare, and none in the rows.
func failure(want string) checks.Named {
	check := func(o cases.Out) checks.Finding {
		if o.Err != want {
			return checks.Failf("the error of Compare is %s, want %s", says(o.Err), says(want)).Want(says(want), says(o.Err))
		}
		for i, r := range o.Rows {
			if r.Err != "" {
				return checks.Failf("Err of row %d (%s) is %s, want nil", i+1, title(r), says(r.Err)).Want("nil: the row was completed before", says(r.Err))
			}
		}
		return checks.Pass()
	}
	return checks.Holds(check).Named("ERR")
}

func says(word string) string { return cmp.Or(word, "nil") }

// found wants these answers of Best.
func found(asked []cases.Question, want []cases.Found) checks.Named {
	say := func(f cases.Found) string {
		if !f.OK {
			return "false"
		}
		return fmt.Sprintf("%s, %g ms, peak %d", title(f.Row), ms(f.Row.Elapsed), f.Row.Peak)
	}
	same := func(a, b cases.Found) bool {
		return a.OK == b.OK && (!a.OK || title(a.Row) == title(b.Row) && a.Row.Elapsed == b.Row.Elapsed && a.Row.Peak == b.Row.Peak && a.Row.Err == b.Row.Err)
	}
	check := func(o cases.Out) checks.Finding {
		for i, w := range want {
			if g := o.Found[i]; !same(g, w) {
				return checks.Failf("of %d rows Best for %q is %s, want %s", len(asked[i].Rows), asked[i].Load, say(g), say(w)).
					Want(say(w), say(g))
			}
		}
		return checks.Pass()
	}
	return checks.Holds(check).Named("BEST")
}
