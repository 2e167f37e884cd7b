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
	return checks.Value("the set of results", func(o cases.Out) []cases.Result { return sorted(o.Results) }, sorted(want)).Named("RESULTS")
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
		parts = append(parts, fmt.Sprintf("%d.%d", r.Source, r.Seq))
	}
	return strings.Join(parts, " ")
}

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
