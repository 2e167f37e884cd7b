package interp

import (
	"slices"
	"strings"
	"testing"

	"weft/kernel/engine/pipe"
)

// TestUnder: a panic that has been passed on is known by the stack below it.
func TestUnder(t *testing.T) {
	deep := make([]uintptr, window)
	for i := range deep {
		deep[i] = uintptr(i % 7)
	}
	for _, tt := range []struct {
		name  string
		stack []uintptr
		p     passage
		want  int
	}{
		{"same", []uintptr{9, 1, 2, 3}, passage{below: []uintptr{1, 2, 3}}, 1},
		{"more on top", []uintptr{9, 8, 7, 1, 2, 3}, passage{below: []uintptr{1, 2, 3}}, 3},
		{"other caller", []uintptr{9, 1, 2, 4}, passage{below: []uintptr{1, 2, 3}}, -1},
		{"shallower", []uintptr{2, 3}, passage{below: []uintptr{1, 2, 3}}, -1},
		{"deep", slices.Concat([]uintptr{50, 51}, deep[:window-2]), passage{below: deep[:window-1], deep: true}, 2},
		{"deep and other", slices.Repeat([]uintptr{50}, window), passage{below: deep, deep: true}, -1},
	} {
		if got := under(tt.stack, tt.p); got != tt.want {
			t.Errorf("%s: under = %d, want %d", tt.name, got, tt.want)
		}
	}
}

// TestNodes: the interpreter's structs are as notes and fields expect them.
func TestNodes(t *testing.T) {
	s, err := newSession(newLink(nil))
	if err != nil {
		t.Fatal(err)
	}
	if !s.nodes.ok || !s.frames.ok {
		t.Errorf("nodes %+v, frames %+v", s.nodes, s.frames)
	}
}

func TestJoined(t *testing.T) {
	outer := []pipe.Frame{{Func: "outer_2", Cell: 2}}
	there := []pipe.Frame{{Func: "deep", Cell: 1}, {Func: "fib", Cell: 1}}
	for _, tt := range []struct {
		name  string
		there []pipe.Frame
		here  []pipe.Frame
		want  string
	}{
		{"the stub", there, append([]pipe.Frame{{Func: "fib_1"}}, outer...), "deep fib outer_2"},
		{"an inlined stub", there, append([]pipe.Frame{{}}, outer...), "deep fib outer_2"},
		{"another function", there, outer, "deep fib outer_2"},
		{"a panic of here", nil, append([]pipe.Frame{{Func: "fib_1"}}, outer...), "fib_1 outer_2"},
	} {
		var names []string
		for _, f := range joined(tt.there, tt.here) {
			names = append(names, f.Func)
		}
		if got := strings.Join(names, " "); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}
