package cross

import (
	"slices"
	"testing"
)

// TestGlobals: what did not change stays at home, unless something that it may share comes back.
func TestGlobals(t *testing.T) {
	type cellState struct {
		n, fresh, late int
		a, b           []int
		bad            chan int
	}
	for _, tt := range []struct {
		name string
		run  func(*cellState, *int)
		want []string
		lost int
	}{
		{"nothing changes", func(*cellState, *int) {}, nil, 0},
		{"a number", func(s *cellState, _ *int) { s.n++ }, []string{"n"}, 0},
		{"a shared one", func(s *cellState, _ *int) { s.b[0] = 9 }, []string{"a", "b"}, 0},
		{"a new one", func(_ *cellState, reached *int) { *reached = 1 }, []string{"fresh"}, 0},
		{"all new ones", func(_ *cellState, reached *int) { *reached = 2 }, []string{"fresh", "late"}, 0},
		{"one that cannot come back", func(s *cellState, _ *int) { s.bad = make(chan int); s.n = 2 }, []string{"n"}, 1},
	} {
		s := &cellState{}
		reached := 0
		p := WithGlobals(func() { tt.run(s, &reached) }, &reached, []Global{
			{Name: "n", Put: func(w *Writer) { w.Int(s.n) }, Get: func(r *Reader) { s.n = r.Int() }, Back: true},
			{Name: "a", Put: func(w *Writer) { w.Ints(s.a) }, Get: func(r *Reader) { s.a = r.Ints() }, Back: true, Shared: true},
			{Name: "b", Put: func(w *Writer) { w.Ints(s.b) }, Get: func(r *Reader) { s.b = r.Ints() }, Back: true, Shared: true},
			{Name: "fresh", Put: func(w *Writer) { w.Int(s.fresh) }, Back: true, Step: 1},
			{Name: "late", Put: func(w *Writer) { w.Int(s.late) }, Back: true, Step: 2},
			{Name: "bad", Put: func(w *Writer) {
				if s.bad != nil {
					w.Fail("it holds a channel")
				}
			}, Get: func(*Reader) {}, Back: true},
		})
		in := NewWriter()
		in.Var("n")
		in.Int(1)
		in.Var("a")
		in.Ints([]int{1})
		in.Var("b")
		in.Ints([]int{2})
		in.Var("bad")
		p.Read(NewReader(in.Encoded()))
		p.Run()
		out := NewWriter()
		p.Write(out)
		r := NewReader(out.Encoded())
		if lost := r.Lost(); len(lost) != tt.lost {
			t.Errorf("%s: lost %v", tt.name, lost)
		}
		var got []string
		for _, name := range []string{"n", "a", "b", "fresh", "late", "bad"} {
			if !r.Bool() {
				continue
			}
			got = append(got, name)
			r.Var(name)
			if name == "a" || name == "b" {
				r.Ints()
			} else {
				r.Int()
			}
		}
		if err := r.End(); err != nil || !slices.Equal(got, tt.want) {
			t.Errorf("%s: came back %v, %v, want %v", tt.name, got, err, tt.want)
		}
	}
}
