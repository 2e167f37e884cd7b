package testlog

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"weft/kernel/golang/cell"
)

// text is what package testing prints; lines begin with ^ where it puts its marker.
func text(lines string) string { return strings.ReplaceAll(lines, "^", marker) }

const example = `before all
^=== RUN   TestA
    cell[3]:10: fine
no newline^--- PASS: TestA (0.01s)
^=== NAME  
^=== RUN   TestB
outer
^=== RUN   TestB/a_b
    cell[3]:13: bad
        second line
printed
^--- FAIL: TestB/a_b (0.00s)
^=== NAME  TestB
^=== RUN   TestB/p
^=== PAUSE TestB/p
^=== NAME  TestB
^=== RUN   TestB/x/y
^=== CONT  TestB/p
    cell[4]:1: 
^--- PASS: TestB/p (1.50s)
^=== NAME  TestB/x/y
    other.go:2: why: so
^--- SKIP: TestB/x/y (0.00s)
^=== NAME  TestB
^--- FAIL: TestB (1.51s)
^=== NAME  
^=== ATTR  TestA k v w
^=== RUN   Example_bad
^--- FAIL: Example_bad (0.00s)
got:
hi
want:
ho
^=== NAME   
^=== RUN   TestC
    not: a place
    x:y: z
^=== SOMETHING new
^FAIL
after
`

func TestParse(t *testing.T) {
	want := Report{
		Output: "before all\nafter\n", Verdict: "FAIL",
		Tests: []Test{
			{Name: "TestA", Status: Passed, Elapsed: 10 * time.Millisecond, Output: "    cell[3]:10: fine\nno newline", Attrs: []Attr{{"k", "v w"}},
				Logs: []Log{{cell.Pos{Cell: 3, Line: 10}, "cell[3]", 10, "fine"}}},
			{Name: "TestB", Status: Failed, Elapsed: 1510 * time.Millisecond, Output: "outer\n", Parts: []Test{
				{Name: "TestB/a_b", Status: Failed, Output: "    cell[3]:13: bad\n        second line\nprinted\n",
					Logs: []Log{{cell.Pos{Cell: 3, Line: 13}, "cell[3]", 13, "bad\nsecond line"}}},
				{Name: "TestB/p", Status: Passed, Elapsed: 1500 * time.Millisecond, Output: "    cell[4]:1: \n",
					Logs: []Log{{cell.Pos{Cell: 4, Line: 1}, "cell[4]", 1, ""}}},
				{Name: "TestB/x/y", Status: Skipped, Output: "    other.go:2: why: so\n", Logs: []Log{{cell.Pos{}, "other.go", 2, "why: so"}}},
			}},
			{Name: "Example_bad", Status: Failed, Output: "got:\nhi\nwant:\nho\n", Got: "hi", Want: "ho"},
			{Name: "TestC", Output: "    not: a place\n    x:y: z\n=== SOMETHING new\n"},
		},
	}
	got := Parse(text(example))
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%+v\nwant\n%+v", got, want)
	}
	if c := got.Count(); c != (Counts{Passed: 2, Failed: 2, Skipped: 1, Unfinished: 1}) {
		t.Errorf("counts %+v", c)
	}
	for size := 1; size < 9; size++ {
		var p Parser
		for rest := text(example); rest != ""; {
			n := min(size, len(rest))
			p.Add(rest[:n])
			rest = rest[n:]
		}
		if got := p.Report(); !reflect.DeepEqual(got, want) {
			t.Errorf("in pieces of %d: got\n%+v", size, got)
		}
	}
}

// TestBounds: a test that prints without end does not fill memory.
func TestBounds(t *testing.T) {
	var p Parser
	for i := range 200 {
		p.Add(fmt.Sprintf("\x16=== RUN   Test%d\n", i))
		p.Add(strings.Repeat(strings.Repeat("x", 999)+"\n", 1000))
	}
	total := 0
	r := p.Report()
	for _, t := range r.Tests {
		total += len(t.Output)
	}
	if len(r.Tests) != 200 || total > maxTotal+200*len(Cut) || !strings.HasSuffix(r.Tests[0].Output, Cut) {
		t.Errorf("%d tests with %d bytes", len(r.Tests), total)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(text(example), 3)
	f.Add("\x16\x16=== RUN   \n\x16=== NAME\n\x16--- PASS: (x)\n    :1: \n", 1)
	f.Fuzz(func(t *testing.T, text string, size int) {
		want := Parse(text)
		want.Count()
		var p Parser
		for rest := text; rest != ""; {
			n := min(max(size%64, 1), len(rest))
			p.Add(rest[:n])
			rest = rest[n:]
		}
		if got := p.Report(); !reflect.DeepEqual(got, want) {
			t.Errorf("in pieces of %d:\n%+v\nat once\n%+v", size, got, want)
		}
	})
}
