package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"weft/exercises/06-files/cases"
	"weft/grader/checks"
	"weft/grader/observe"
)

// Two files that the driver's own strategies speak of: one can be read, the other one not.
var (
	good = cases.Count{Path: "a", Lines: 3, Words: 7, Bytes: 30}
	bad  = cases.Count{Path: "b", Err: "no such file"}
)

// Cases of Compare.
func compared() []checks.Case {
	pair := []cases.File{file("a", 10), file("b", 10)}
	member := func(name string, ms float64, err string, counts ...cases.Count) cases.Member {
		return cases.Member{Name: name, Millis: ms, Err: err, Counts: counts}
	}
	call := func(list ...cases.Member) cases.Call { return cases.Call{Function: cases.Compare, Members: list} }
	row := func(name string, ms float64, same bool, err string) cases.Row {
		return cases.Row{Name: name, Nanos: int64(checks.Millis(ms)), Same: same, Err: err}
	}
	with := func(lines, words int, bytes int64) cases.Count {
		return cases.Count{Path: "a", Lines: lines, Words: words, Bytes: bytes}
	}
	otherErr, lost := bad, cases.Count{Path: "b"}
	otherErr.Err = "it is locked"

	doubles := cases.In{Files: pair, Calls: []cases.Call{call(
		member("fails", 5.1, "out of order", with(1, 2, 9), bad), member("plain", 40.3, "", good, bad), member("miscounts", 20.7, "", with(3, 8, 30), bad),
		member("loses an error", 25.9, "", good, lost), member("other error", 30.1, "", good, otherErr), member("as fast", 30.1, "", good, bad),
		member("too short", 10.5, "", good), member("slow", 50.9, "", good, bad),
	)}}
	none := cases.In{Files: pair, Calls: []cases.Call{
		call(),
		call(member("one", 10.1, "first", good, bad), member("two", 5.3, "second", good, bad)),
		call(member("short", 20.1, "", good), member("long", 10.1, "", good, bad)),
		call(member("right", 20.1, "", good, bad), member("lines", 1.1, "", with(4, 7, 30), bad), member("words", 2.1, "", with(3, 6, 30), bad),
			member("bytes", 3.1, "", with(3, 7, 31), bad)),
		call(member("empty file", 20.1, "", good, lost), member("an error too many", 4.1, "", good, bad)),
	}}
	own := cases.In{
		Files: []cases.File{file("x/1", 20, 25), file("y/1", 45), file("x/2", 45), file("y/2", 45)},
		Calls: []cases.Call{call(
			cases.Member{Name: "one by one", Function: cases.Sequential}, cases.Member{Name: "four", Function: cases.Bounded, Workers: 4},
			cases.Member{Name: "by folder", Function: cases.ByFolder}, cases.Member{Name: "four again", Function: cases.Bounded, Workers: 4},
		)},
	}
	cancelled := cases.In{Files: pair, Calls: []cases.Call{
		ending(call(member("first", 20.1, "", good, bad), member("second", 30.3, "", good, bad), member("third", 5.1, "", good, bad), member("fourth", 5.1, "", good, bad)), 35.5),
		ending(call(member("first", 20.1, "", good, bad), member("second", 10.1, "", good, bad)), -1),
	}}
	cancelled.Calls[0].Deadline = true

	compare := func(name string, in cases.In, wants ...want) checks.Case {
		return checks.Case{Name: name, Input: in, Checks: []checks.Named{comparison(in, wants...).Named("6.compare")}}
	}
	return []checks.Case{
		compare("compare", doubles, want{"other error", []cases.Row{
			row("fails", 5.1, false, "out of order"), row("plain", 40.3, true, ""), row("miscounts", 20.7, false, ""),
			row("loses an error", 25.9, false, ""), row("other error", 30.1, true, ""), row("as fast", 30.1, true, ""),
			row("too short", 10.5, false, ""), row("slow", 50.9, true, ""),
		}}),
		compare("compare-none", none,
			want{"", nil},
			want{"", []cases.Row{row("one", 10.1, false, "first"), row("two", 5.3, false, "second")}},
			want{"short", []cases.Row{row("short", 20.1, true, ""), row("long", 10.1, false, "")}},
			want{"right", []cases.Row{row("right", 20.1, true, ""), row("lines", 1.1, false, ""), row("words", 2.1, false, ""),
				row("bytes", 3.1, false, "")}},
			want{"empty file", []cases.Row{row("empty file", 20.1, true, ""), row("an error too many", 4.1, false, "")}}),
		compare("compare-real", own, want{"four", []cases.Row{
			row("one by one", 200, true, ""), row("four", 50, true, ""), row("by folder", 100, true, ""), row("four again", 50, true, ""),
		}}),
		compare("compare-cancel", cancelled,
			want{"first", []cases.Row{
				row("first", 20.1, true, ""), row("second", 15.4, false, cases.Deadline), row("third", 0, false, cases.Deadline), row("fourth", 0, false, cases.Deadline),
			}},
			want{"", []cases.Row{row("first", 0, false, cases.Canceled), row("second", 0, false, cases.Canceled)}}),
	}
}

// want is what a call of Compare must come to.
type want struct {
	best string
	rows []cases.Row
}

// comparison is content if each call runs the strategies that it must, one after another, and returns what it should.
func comparison(in cases.In, wants ...want) checks.Check {
	returned := checks.Holds(func(out cases.Out) checks.Finding {
		for i, w := range wants {
			if f := w.rowsAre(out[i].Rows); !f.OK() {
				return f
			}
			if out[i].Best != w.best {
				return checks.Failf("best is %q, want %q", out[i].Best, w.best).
					Want(fmt.Sprintf("best is %q: the first of the fastest with Same", w.best), fmt.Sprintf("%q", out[i].Best))
			}
		}
		return checks.Pass()
	})
	return func(r observe.Run) checks.Finding {
		for i, w := range wants {
			if f := w.runsAre(r, i, in.Calls[i]); !f.OK() {
				return f
			}
		}
		return returned(r)
	}
}

// runsAre is content if each strategy runs once, alone, and not at all if it must not.
func (w want) runsAre(r observe.Run, call int, c cases.Call) checks.Finding {
	times := make([]int, len(w.rows))
	spans := slices.DeleteFunc(r.Spans(cases.StrategySpan), func(s observe.Span) bool {
		return s.ID < cases.ID(call, 0) || s.ID >= cases.ID(call+1, 0)
	})
	var order []string
	for _, s := range spans {
		times[s.ID-cases.ID(call, 0)]++
		order = append(order, c.Members[s.ID-cases.ID(call, 0)].Name)
	}
	if most, _ := observe.Concurrency(spans); most > 1 {
		return checks.Failf("%d strategies run at one time", most).Want("one strategy after another", fmt.Sprintf("%d at one time", most))
	}
	for i, row := range w.rows {
		wanted, rule := 1, "each strategy is run once"
		if row.Nanos == 0 {
			wanted, rule = 0, "after the end of ctx no strategy is run any more"
		}
		if times[i] != wanted {
			return checks.Failf("strategy %q is run %d times, want %d", row.Name, times[i], wanted).Want(rule, "run: "+strings.Join(order, ", "))
		}
	}
	if !slices.IsSortedFunc(spans, func(a, b observe.Span) int { return a.ID - b.ID }) {
		return checks.Failf("the strategies do not run in the order of the list").Want("the order of the list", strings.Join(order, ", "))
	}
	return checks.Pass()
}

func (w want) rowsAre(got []cases.Row) checks.Finding {
	if len(got) != len(w.rows) {
		return checks.Failf("there are %d rows, want %d", len(got), len(w.rows)).Want(rowsOf(w.rows), rowsOf(got))
	}
	for i, want := range w.rows {
		have := got[i]
		have.Nanos = int64(time.Duration(have.Nanos).Truncate(checks.Grain))
		if have != want {
			return checks.Failf("row %d is %s, want %s", i, rowOf(have), rowOf(want)).Want(rowOf(want), rowOf(have))
		}
	}
	return checks.Pass()
}

func rowOf(r cases.Row) string {
	return fmt.Sprintf("{%q, %g ms, Same %t, Err %s}", r.Name, ms(time.Duration(r.Nanos)), r.Same, say(r.Err))
}

func rowsOf(list []cases.Row) string {
	var all []string
	for _, r := range list {
		all = append(all, rowOf(r))
	}
	return "rows " + strings.Join(all, " ")
}
