package kernel

import (
	"strings"
	"testing"

	"weft/kernel/engine/pipe"
)

// TestTrail: a recursion is told once, and numbers are told only where they are known.
func TestTrail(t *testing.T) {
	s := &Session{sources: map[int]string{9: "func a() { b() }\nfunc b() { a() }\na()\n"}}
	inA, inB, elided := at(1, 12), at(2, 12), pipe.Frame{Func: pipe.Elided}
	repeat := func(n int, frames ...pipe.Frame) (all []pipe.Frame) {
		for range n {
			all = append(all, frames...)
		}
		return all
	}
	for _, tt := range []struct {
		name   string
		frames []pipe.Frame
		gap    *pipe.Gap
		want   string // the lines that are not of a place
	}{
		{"twice", repeat(2, inA), nil, ""},
		{"a hundred times", repeat(100, inA), nil, "... 99 more calls like this one ..."},
		{"a part of it", append(append(repeat(20, inA), elided), repeat(20, inA)...), nil, "... more calls like this one ..."},
		{"by turns", repeat(50, inA, inB), nil, "... 86 more calls ..."},
		{"a part by turns", append(append(repeat(20, inA, inB), elided), repeat(20, inA, inB)...), nil, "... more calls ..."},
		{"counted", repeat(30, inA), &pipe.Gap{At: 15, Calls: 123456, About: true}, "... about 123,485 more calls like this one ..."},
		{"counted by turns", repeat(15, inA, inB), &pipe.Gap{At: 15, Calls: 1000}, "... 1,016 more calls ..."},
		{"something else", []pipe.Frame{inA, elided, inB}, nil, "... more calls ..."},
	} {
		var got []string
		for _, line := range s.trail(tt.frames, tt.gap) {
			if line = StripColours(line); strings.HasPrefix(line, "...") {
				got = append(got, line)
			}
		}
		if text := strings.Join(got, "\n"); text != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, text, tt.want)
		}
	}
}
