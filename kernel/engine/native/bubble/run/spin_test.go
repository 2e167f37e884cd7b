package run

import (
	"fmt"
	"testing"

	"weft/kernel/engine/native/bubble/hook"
)

// What is told of a goroutine that computes is the same, whatever it did when it was looked at.
func TestMerged(t *testing.T) {
	look := func(state string, calls ...string) Goroutine { // the innermost call last
		g := Goroutine{ID: 7, State: state, Durable: state == "sleep"}
		for _, c := range calls {
			var p hook.Place
			fmt.Sscanf(c, "%s %d", &p.Func, &p.Line)
			g.Frames = append([]hook.Place{p}, g.Frames...)
		}
		return g
	}
	for _, tt := range []struct {
		name  string
		looks []Goroutine
		want  string
	}{
		{"in a loop", []Goroutine{look("running", "solution.F 3"), look("runnable", "solution.F 5"), look("running", "solution.F 4")},
			"running [solution.F 3] 3-5 solution.F:3"},
		{"in what the loop calls", []Goroutine{look("running", "main.f 1", "solution.F 3", "solution.G 9"), look("running", "main.f 1", "solution.F 5", "solution.H 20")},
			"running [solution.F 3][main.f 1] 3-5 solution.F:3"},
		{"in one call", []Goroutine{look("running", "solution.F 3", "solution.G 9"), look("running", "solution.F 3", "solution.G 8", "sync.x 1")},
			"running [solution.G 8][solution.F 3] 8-9 solution.G:8"},
		{"in two calls of a line", []Goroutine{look("running", "solution.F 3", "solution.G 9"), look("running", "solution.F 3", "solution.H 8")},
			"running [solution.F 3] 3-3 solution.F:3"},
		{"in the standard library", []Goroutine{look("running", "solution.F 3", "strings.Repeat 40"), look("running", "solution.F 3", "strings.Repeat 50")},
			"running [strings.Repeat 40][solution.F 3] 40-50 solution.F:3"},
		{"it waits in between", []Goroutine{look("sleep", "solution.F 3", "time.Sleep 1"), look("running", "solution.F 4")},
			"running [solution.F 3] 3-4 solution.F:3"},
		{"once unknown", []Goroutine{look("running"), look("running", "solution.F 4")}, "running [solution.F 4] 4-4 solution.F:4"},
		{"it waits", []Goroutine{look("sleep", "solution.F 3"), look("sleep", "solution.F 4")}, "sleep [solution.F 3] 0-0 :0"},
	} {
		g := merged(tt.looks)
		got := g.State + " "
		for _, f := range g.Frames {
			got += fmt.Sprintf("[%s %d]", f.Func, f.Line)
		}
		got += fmt.Sprintf(" %d-%d %s:%d", g.Spins[0], g.Spins[1], g.Place.Func, g.Place.Line)
		if got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}
