package grader

import (
	"strings"
	"testing"

	"weft/grader/exercise"
	"weft/grader/result"
)

func TestCut(t *testing.T) {
	whole := strings.Repeat("a", maxText)
	for _, tt := range []struct{ text, want string }{
		{"", ""},
		{whole, whole},
		{whole + "b", whole + "... (4097 bytes)"},
		{whole[1:] + "ü", whole[1:] + "... (4097 bytes)"},
	} {
		if got := cut(tt.text); got != tt.want {
			t.Errorf("cut of %d bytes ends with %q", len(tt.text), got[max(0, len(got)-20):])
		}
	}
}

func TestCount(t *testing.T) {
	check := func(name string, s result.CheckStatus) result.Check {
		return result.Check{Name: name, Title: "no " + name, Status: s}
	}
	for _, tt := range []struct {
		name   string
		cases  []result.Case
		points int
		voided int
	}{
		{"all passed", []result.Case{{Max: 5, Checks: []result.Check{check("race", result.Pass)}}, {Max: 10}}, 15, 0},
		{"a case failed", []result.Case{{Max: 5, Checks: []result.Check{check("TIME", result.Fail)}}, {Max: 10}}, 10, 0},
		{"a fatal check failed twice", []result.Case{{Max: 5, Checks: []result.Check{check("race", result.Fail), check("race", result.Fail)}}, {Max: 10}}, 0, 1},
		{"two fatal checks, by another case of letters", []result.Case{{Max: 5, Checks: []result.Check{check("race", result.Fail), check("LEAK", result.Fail)}}}, 0, 2},
		{"a fatal check was not run", []result.Case{{Max: 5, Checks: []result.Check{check("race", result.NotRun)}}, {Max: 10}}, 10, 0},
	} {
		e := &exercise.Exercise{}
		e.Fatal = []string{"race", "leak"}
		c := &call{exercise: e, result: result.Result{Cases: tt.cases}}
		if c.count(); c.result.Points != tt.points || len(c.result.Voided) != tt.voided {
			t.Errorf("%s: %d points, voided by %q; want %d and %d", tt.name, c.result.Points, c.result.Voided, tt.points, tt.voided)
		}
	}
}
