package result

import (
	"testing"

	"weft/grader/observe"
)

func TestSame(t *testing.T) {
	a := Trace{Stop: observe.Returned, Elapsed: 5, Events: []observe.Event{{At: 1, Name: "a", ID: 1, Kind: observe.Begin, Span: 1}, {At: 1, Name: "a", ID: 2, Kind: observe.Begin, Span: 2}}}
	b := Trace{Stop: observe.Returned, Elapsed: 5, Events: []observe.Event{{At: 1, Name: "a", ID: 2, Kind: observe.Begin, Span: 1}, {At: 1, Name: "a", ID: 1, Kind: observe.Begin, Span: 2}}}
	if !SameEvents(a, b) {
		t.Error("the order within an instant makes a difference")
	}
	b.Events[0].At = 2
	if SameEvents(a, b) {
		t.Error("another moment makes no difference")
	}
	c := Check{Name: "TIME", Status: Fail, Problem: "late", Where: []Place{{Pos: observe.Pos{File: "a.go", Line: 3}}}}
	d := c
	d.Where = []Place{{Pos: observe.Pos{File: "a.go", Line: 4}}}
	if !SameFinding(c, c) || SameFinding(c, d) {
		t.Error("findings in other places are the same, or one is not like itself")
	}
}
