package kernel

import (
	"context"
	"testing"
)

// BenchmarkCell is the way of one cell through a session: from its text to the end of its outputs,
// with the evaluator's process on the other side and no Jupyter.
func BenchmarkCell(b *testing.B) {
	for _, bb := range []struct{ name, source string }{
		{"value", "1 + 1"},
		{"print", `fmt.Println("hello")`},
		{"declare", "x := 1\nfunc f(n int) int { return n + x }\nf(2)"},
	} {
		b.Run(bb.name, func(b *testing.B) {
			s, err := NewSession(Config{})
			if err != nil {
				b.Fatal(err)
			}
			defer s.Close()
			number := 0
			run := func() {
				number++
				if o := s.Run(context.Background(), number, bb.source, discard{}); o.Failure != nil {
					b.Fatal(o.Failure.Plain())
				}
			}
			run()
			for b.Loop() {
				run()
			}
		})
	}
}
