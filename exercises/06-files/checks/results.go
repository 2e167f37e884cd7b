package main

import (
	"fmt"
	"slices"
	"strings"

	"weft/exercises/06-files/cases"
	"weft/grader/checks"
	"weft/grader/observe"
)

// each asks about what every call of a strategy returned.
func each(in cases.In, ask func(call int, got cases.Returned) checks.Finding) checks.Check {
	return checks.Holds(func(out cases.Out) checks.Finding {
		for i, c := range in.Calls {
			if c.Function == cases.Compare {
				continue
			}
			if f := ask(i, out[i]); !f.OK() {
				return f
			}
		}
		return checks.Pass()
	})
}

// values is content if the counts of files that can be read are right; in which order is another question.
func values(in cases.In) checks.Check {
	return each(in, func(call int, got cases.Returned) checks.Finding {
		for _, want := range expected(in) {
			if want.Err != "" {
				continue
			}
			if f := oneCount(in, call, want, got.Counts); !f.OK() {
				return f
			}
		}
		return checks.Pass()
	})
}

// oneCount is content if there is this Count.
func oneCount(in cases.In, call int, want cases.Count, list []cases.Count) checks.Finding {
	i := slices.IndexFunc(list, func(c cases.Count) bool { return c.Path == want.Path })
	if i < 0 {
		return checks.Failf("%sthere is no Count of %s", who(in, call), want.Path).
			Want("a Count of each path", fmt.Sprintf("of %d paths: %s", len(list), paths(list)))
	}
	if got := list[i]; got != want {
		return checks.Failf("%s%s has %s, want %s", who(in, call), want.Path, numbers(got), numbers(want)).
			Want(want.Path+": "+numbers(want), want.Path+": "+numbers(got))
	}
	return checks.Pass()
}

func numbers(c cases.Count) string {
	s := fmt.Sprintf("%d lines, %d words, %d bytes", c.Lines, c.Words, c.Bytes)
	switch {
	case c.Err != "" && c.Lines == 0 && c.Words == 0 && c.Bytes == 0:
		return "Err " + say(c.Err)
	case c.Err != "":
		return s + ", Err " + say(c.Err)
	}
	return s + ", no Err"
}

func paths(list []cases.Count) string {
	var all []string
	for _, c := range list {
		if c.Path == "" {
			c.Path = `""`
		}
		all = append(all, c.Path)
	}
	return strings.Join(all, " ")
}

// say is an error, by the words of package cases.
func say(word string) string {
	if word == "" {
		return "nil"
	}
	if text, other := strings.CutPrefix(word, cases.Other); other {
		return fmt.Sprintf("%q (errors.Is does not find the cause in it)", text)
	}
	return fmt.Sprintf("%q", word)
}

// order is content if there is one Count for each path, in the order of paths.
func order(in cases.In) checks.Check {
	return each(in, func(call int, got cases.Returned) checks.Finding {
		var have []string
		for _, c := range got.Counts {
			have = append(have, c.Path)
		}
		if slices.Equal(have, in.List()) {
			return checks.Pass()
		}
		want := strings.Join(in.List(), " ")
		if len(have) != len(in.List()) {
			return checks.Failf("%s%d counts came back, want %d", who(in, call), len(have), len(in.List())).
				Want("counts of "+want, "counts of "+paths(got.Counts))
		}
		return checks.Failf("%sthe counts do not come in the order of paths", who(in, call)).
			Want("counts of "+want, "counts of "+paths(got.Counts))
	})
}

// failures is content if files that cannot be read have their error and no numbers, and the strategy has none.
func failures(in cases.In) checks.Check {
	return each(in, func(call int, got cases.Returned) checks.Finding {
		if got.Err != "" {
			return checks.Failf("%sthe strategy's own error is %s, want nil", who(in, call), say(got.Err)).
				Want("error nil", "error "+say(got.Err))
		}
		for _, want := range expected(in) {
			i := slices.IndexFunc(got.Counts, func(c cases.Count) bool { return c.Path == want.Path })
			switch {
			case want.Err != "":
				if f := oneCount(in, call, want, got.Counts); !f.OK() {
					return f
				}
			case i >= 0 && got.Counts[i].Err != "":
				return checks.Failf("%s%s has Err %s, want nil", who(in, call), want.Path, say(got.Counts[i].Err)).
					Want("Err nil for a file that can be read", "Err "+say(got.Counts[i].Err))
			}
		}
		return checks.Pass()
	})
}

// An off says how a call ends that is broken off.
type off struct {
	at   float64 // when it returns, in milliseconds
	err  string
	done []string // the paths of files that were finished before
}

// brokenOff is content if each call ends as it should.
func brokenOff(in cases.In, offs ...off) checks.Check {
	counted := each(in, func(call int, got cases.Returned) checks.Finding {
		if want := offs[call].err; got.Err != want {
			return checks.Failf("%sthe strategy's own error is %s, want %s", who(in, call), say(got.Err), say(want)).
				Want("error "+say(want), "error "+say(got.Err))
		}
		for _, want := range expected(in) {
			if !slices.Contains(offs[call].done, want.Path) {
				want = cases.Count{Path: want.Path, Err: offs[call].err}
			}
			if f := oneCount(in, call, want, got.Counts); !f.OK() {
				return f
			}
		}
		return checks.Pass()
	})
	return func(r observe.Run) checks.Finding {
		if f := late(in, r); !f.OK() {
			return f
		}
		for i, o := range offs {
			if f := elapsed(in, r, i, o.at); !f.OK() {
				return f
			}
		}
		return counted(r)
	}
}
