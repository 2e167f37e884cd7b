package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"weft/exercises/03-producers/cases"
	"weft/grader/checks"
)

// item is the result of an item that was handled well.
func item(source, seq int) cases.Result {
	data := cases.Data(source, seq)
	return cases.Result{Source: source, Seq: seq, Data: data, Value: cases.Value(data)}
}

// good are the results if all goes well.
func good(in cases.In) []cases.Result {
	var list []cases.Result
	for i, s := range in.Sources {
		for k := range s.Millis {
			list = append(list, item(i, k))
		}
	}
	return list
}

// results wants these, in any order, each once.
func results(want ...cases.Result) checks.Named {
	want = sorted(want)
	check := func(o cases.Out) checks.Finding {
		got := sorted(o.Results)
		problem := differs(got, want)
		if problem == "" {
			return checks.Pass()
		}
		return checks.Failf("%s", problem).Want(summary(want), summary(got))
	}
	return checks.Holds(check).Named("RESULTS")
}

// differs is how sorted results are not as they should be, "" if they are. The first difference counts.
func differs(got, want []cases.Result) string {
	for i, w := range want {
		if i >= len(got) || before(w, got[i]) {
			return fmt.Sprintf("item %s has no Result", name(w))
		}
		if before(got[i], w) {
			return surplus(got, i)
		}
		if got[i] != w {
			return fmt.Sprintf("the Result of item %s is %s, want %s", name(w), outcome(got[i]), outcome(w))
		}
	}
	if len(got) > len(want) {
		return surplus(got, len(want))
	}
	return ""
}

// surplus says why there should not be the result at i.
func surplus(got []cases.Result, i int) string {
	if i > 0 && name(got[i]) == name(got[i-1]) {
		return fmt.Sprintf("item %s has more than one Result", name(got[i]))
	}
	return fmt.Sprintf("there is a Result of item %s (%s), want none", name(got[i]), outcome(got[i]))
}

// before is the order of items.
func before(a, b cases.Result) bool {
	return cmp.Or(cmp.Compare(a.Source, b.Source), cmp.Compare(a.Seq, b.Seq)) < 0
}

func outcome(r cases.Result) string {
	if r.Err != "" {
		return fmt.Sprintf("Data %d, Err %q", r.Data, r.Err)
	}
	return fmt.Sprintf("Data %d, Value %d", r.Data, r.Value)
}

// summary are results, one in each line.
func summary(list []cases.Result) string {
	var b strings.Builder
	for _, r := range list {
		fmt.Fprintf(&b, "%s: %s\n", name(r), outcome(r))
	}
	if b.Len() == 0 {
		return "no results"
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func sorted(list []cases.Result) []cases.Result {
	list = slices.Clone(list)
	slices.SortFunc(list, func(a, b cases.Result) int {
		return cmp.Or(cmp.Compare(a.Source, b.Source), cmp.Compare(a.Seq, b.Seq), cmp.Compare(a.Err, b.Err), cmp.Compare(a.Value, b.Value))
	})
	return list
}

// order wants the results in the order of Source and Seq, whichever they are.
func order(want ...cases.Result) checks.Named {
	check := func(o cases.Out) checks.Finding {
		by := func(a, b cases.Result) int {
			return cmp.Or(cmp.Compare(a.Source, b.Source), cmp.Compare(a.Seq, b.Seq))
		}
		if slices.IsSortedFunc(o.Results, by) {
			return checks.Pass()
		}
		return checks.Failf("the results are not sorted by Source, then Seq").Want(names(want), names(o.Results))
	}
	return checks.Holds(check).Named("ORDER")
}

// names are items as the statement writes them: "0.0 0.1 1.0".
func names(list []cases.Result) string {
	var parts []string
	for _, r := range list {
		parts = append(parts, name(r))
	}
	return strings.Join(parts, " ")
}

func name(r cases.Result) string { return fmt.Sprintf("%d.%d", r.Source, r.Seq) }

// failure wants this error of Run, by the words of package cases; "" for none.
func failure(want string) checks.Named {
	say := func(word string) string {
		if word == "" {
			return "nil"
		}
		return fmt.Sprintf("%q", word)
	}
	check := func(o cases.Out) checks.Finding {
		if o.Err == want {
			return checks.Pass()
		}
		return checks.Failf("the error of Run is %s, want %s", say(o.Err), say(want)).Want("error "+say(want), "error "+say(o.Err))
	}
	return checks.Holds(check).Named("ERR")
}
