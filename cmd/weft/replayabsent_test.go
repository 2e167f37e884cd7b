package main

import (
	"testing"

	"weft/grader/result"
)

func TestAbsent(t *testing.T) {
	failed := func(name string) result.Case {
		return result.Case{Name: name, Checks: []result.Check{{Name: "TIME", Status: result.Fail}}}
	}
	results := []result.Result{
		{Name: "bea", Cases: []result.Case{failed("two at a time"), {Name: "none", Checks: []result.Check{{Status: result.Pass}}}}},
		{Name: "anna", Cases: []result.Case{failed("two at a time"), failed("empty")}},
		{Name: "carl", Cases: []result.Case{{Name: "secret", Checks: []result.Check{{Name: result.HiddenCheck, Status: result.Fail}}}}},
	}
	for _, tt := range []struct{ name, of, want string }{
		{"ana", "", `there is no result of "ana" (did you mean anna?); there are anna, bea, carl`},
		{"zoe", "empty", `there is no result of "zoe"; there are anna, bea, carl`},
		{"carl", "", "no case of carl failed and is shown"},
		{"bea", "none", `no case "none" of bea failed and is shown; there are two at a time`},
		{"", "nothing", `no case "nothing" failed and is shown; there are empty, two at a time`},
	} {
		if got := absent(results, tt.name, tt.of); got != tt.want {
			t.Errorf("absent(%q, %q) = %q, want %q", tt.name, tt.of, got, tt.want)
		}
	}
	if got, want := absent(results[2:], "", ""), "no case failed and is shown"; got != want {
		t.Errorf("of all: %q, want %q", got, want)
	}
}
