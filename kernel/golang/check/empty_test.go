package check

import (
	"go/token"
	"strings"
	"testing"

	"weft/kernel/golang/cell"
	"weft/kernel/golang/std"
)

// TestEmpty: what may come to variables whose values are lost.
func TestEmpty(t *testing.T) {
	const earlier = "import \"sync\"\nvar mu sync.Mutex\nn, m := 1, map[string]int{}\n" +
		"func get() int { return n }\nfunc far() int { return get() }\nfunc free(x int) int { return x }\n" +
		"type T struct{ a int }\nfunc (t T) Get() int { return n }\nfunc (t *T) Own() int { return t.a }\n" +
		"type U struct{ T }\nfunc gen[X any](x X) X { mu.Lock(); return x }\nconst k = 3"
	for _, tt := range []struct{ name, source, want string }{
		{"nothing of them", "free(k)", ""},
		{"by name", "free(n)", "[9] 1:6: error: n (cell [1]) was lost when the evaluator ended"},
		{"in a value", "n := n + 1", "[9] 1:6: error: n (cell [1]) was lost"},
		{"declared again", "n := 2\nget() + far()", ""},
		{"declared without a value", "var n int\nn++", ""},
		{"assigned", "n = 2\nn++\nget()", ""},
		{"assigned by its own value", "n = n + 1", "[9] 1:5: error: n (cell [1]) was lost"},
		{"assigned in an operation", "n += 1", "[9] 1:1: error: n (cell [1]) was lost"},
		{"assigned too late", "get()\nn = 1", "[9] 1:1: error: get uses n, which was lost"},
		{"assigned in a block", "if k > 2 { n = 1 }\nn", "[9] 1:12: error: n (cell [1]) was lost"},
		{"assigned behind a label", "goto end\nend:\nn = 1", "[9] 3:1: error: n (cell [1]) was lost"},
		{"two of them", "n, m = 1, nil\n_ = m", ""},
		{"an element", "m[\"a\"] = 1", "[9] 1:1: error: m (cell [1]) was lost"},
		{"a pointer", "p := &mu", "[9] 1:7: error: mu (cell [1]) was lost"},
		{"through functions", "far()", "[9] 1:1: error: far needs get, which uses n, which was lost"},
		{"a function value", "f := get", "[9] 1:6: error: get uses n"},
		{"a goroutine", "go func() { free(get()) }()", "[9] 1:18: error: get uses n"},
		{"a generic function", "gen(1)", "[9] 1:1: error: gen uses mu"},
		{"a method", "func() int { var t T; return t.Get() }()", "[9] 1:20: error: T needs T.Get, which uses n"},
		{"a type that has such a method", "t := T{1}", "[9] 1:6: error: T needs T.Get, which uses n"},
		{"a type in a type", "u := U{}", "[9] 1:6: error: U needs T.Get, which uses n"},
		{"a new function that uses it", "func set() { n = 5 }", ""},
		{"a new function that is called", "func set() { n = 5 }\nset()", "[9] 2:1: error: set uses n"},
		{"a new type that uses it", "type V int\nfunc (v V) Add() { n++ }", ""},
		{"a new type that is used", "type V int\nfunc (v V) Add() { n++ }\nv := V(1)", "[9] 3:6: error: V needs V.Add, which uses n"},
		{"init", "func init() { n++ }", "[9] 1:15: error: n (cell [1]) was lost"},
		{"main", "package main\nfunc main() { get() }", "[9] 2:15: error: get uses n"},
		{"a local of that name", "func() { n := 1; n++ }()", ""},
		{"a field of that name", "x := struct{ n int }{n: 1}\nx.n", ""},
		{"declared in the cell, in any order", "type W int\nfunc (W) Inc() { total++ }\nw := W(1)\nvar total int\nw", ""},
	} {
		s := NewSession(std.NewImporter(token.NewFileSet()))
		u := s.Check(cell.Parse(1, earlier))
		if !u.OK() {
			t.Fatal(u.Diagnostics)
		}
		s.Commit(u)
		s.LoseAll()
		got := ""
		v := s.Check(cell.Parse(9, tt.source))
		for _, d := range v.Diagnostics {
			got += strings.TrimPrefix(d.String(), "cell ") + "\n"
		}
		if tt.want == "" && got != "" || !strings.HasPrefix(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// TestRefilled: a variable that has got a value is one as any other; the rest stays empty.
func TestRefilled(t *testing.T) {
	s := NewSession(std.NewImporter(token.NewFileSet()))
	run := func(number int, text string) *Unit {
		t.Helper()
		u := s.Check(cell.Parse(number, text))
		if !u.OK() {
			t.Fatal(u.Diagnostics)
		}
		s.Commit(u)
		return u
	}
	empty := func() string {
		var names []string
		for _, l := range s.Empty() {
			names = append(names, l.Name)
		}
		return strings.Join(names, " ")
	}
	run(1, "a, b, c, d := 1, 2, 3, 4")
	s.LoseAll()
	u := run(2, "a = 1\nb := 2\nprintln(a, b)")
	if got := empty(); got != "c d" {
		t.Errorf("empty: %q", got)
	}
	if got := strings.Join(u.Refills(u.Body[0]), " ") + "," + strings.Join(u.Refills(u.Body[1]), " "); got != "a,b" {
		t.Errorf("refilled: %q", got)
	}
	s.LoseValues("a", "nothing")
	if got := empty(); got != "a c d" {
		t.Errorf("empty: %q", got)
	}
	s.Refill(s.Check(cell.Parse(3, "c = 5")))
	if got := empty(); got != "a d" {
		t.Errorf("empty: %q", got)
	}
	run(4, "type d int")
	if got := empty(); got != "a" {
		t.Errorf("empty: %q", got)
	}
	if n := s.Count(); n != (Counts{Vars: 3, Types: 1}) {
		t.Errorf("%+v", n)
	}
}
