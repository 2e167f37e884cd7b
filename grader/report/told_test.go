package report

import (
	"strings"
	"testing"

	"weft/grader/result"
)

// A failure that several cases share is explained once, with one hint; one that differs is explained again.
func TestToldOnce(t *testing.T) {
	failed := func(name, seen string, line int) result.Case {
		return result.Case{Name: name, Title: name, Checks: []result.Check{{
			Name: "deadlock", Title: "no deadlock", Status: result.Fail, Problem: "deadlock", Expected: "it returns", Seen: seen, Hint: "Who receives?",
			Where: []result.Place{place(line, "\tnext <- i")},
		}}}
	}
	r := result.Result{Status: result.Graded, Cases: []result.Case{failed("one", "1 goroutine", 10), failed("two", "1 goroutine", 10), failed("three", "2 goroutines", 10), failed("four", "1 goroutine", 11)}}
	var text strings.Builder
	if err := Text(&text, r, TextOptions{}); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		part string
		want int
	}{{"the same as in the case “one”", 1}, {"it returns", 3}, {"Who receives?", 1}, {"queue.go, line 10", 2}, {"queue.go, line 11", 1}} {
		if n := strings.Count(text.String(), tt.part); n != tt.want {
			t.Errorf("%q is there %d times, want %d:\n%s", tt.part, n, tt.want, text.String())
		}
	}
}
