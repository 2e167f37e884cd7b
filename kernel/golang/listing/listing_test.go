package listing

import (
	"go/token"
	"strings"
	"testing"

	"weft/kernel/golang/cell"
	"weft/kernel/golang/std"
)

func list(t *testing.T, cells ...string) (*Program, []cell.Diagnostic) {
	t.Helper()
	var parsed []*cell.Cell
	for i, text := range cells {
		parsed = append(parsed, cell.Parse(i+1, text).Rest())
	}
	p, refused, err := Of(std.NewImporter(token.NewFileSet()), parsed)
	if err != nil {
		t.Fatal(err)
	}
	return p, refused
}

// TestText: a session without surprises is written as people write programs.
func TestText(t *testing.T) {
	p, refused := list(t,
		"import \"fmt\"\n\n// double doubles.\nfunc double(n int) int { return 2 * n }\n\n// the answer\nx := double(21)",
		"%%native\ny, err := fmt.Sscan(\"1\", &x)\nfmt.Println(x, y, err)",
		"type Pair struct{ a, b int } // two\n\nconst limit = 3 // at most\nx + limit",
		"var hits int\nfunc hit() { hits++ }\nhit()")
	if len(refused) > 0 {
		t.Fatal(refused)
	}
	const want = `package main

import "fmt"

// cell [1]

// double doubles.
func double(n int) int { return 2 * n }

// cell [3]

type Pair struct{ a, b int } // two

const limit = 3 // at most

// cell [4]

var hits int

func hit() { hits++ }

func main() {
	// cell [1]
	// the answer
	x := double(21)

	// cell [2]
	y, err := fmt.Sscan("1", &x)
	fmt.Println(x, y, err)

	// cell [3]
	_ = x + limit

	// cell [4]
	hit()
}
`
	if p.Text != want {
		t.Errorf("got\n%s\nwant\n%s", p.Text, want)
	}
	if strings.Join(p.Imports, " ") != "fmt" || len(p.Notes) > 0 {
		t.Errorf("imports %q, notes %q", p.Imports, p.Notes)
	}
}

// TestVersions: a name that is declared again has a name for each of its meanings that are used.
func TestVersions(t *testing.T) {
	p, refused := list(t,
		"func f() int { return 1 }\nfunc g() int { return f() }\nfunc unused() {}",
		"a := g()",
		"func f() int { return 2 }\nfunc unused() { f() }",
		"b := g() + a",
		"func f() int { return 2 }", // the same
		"type T struct{ b int }\nt := T{a}\n_ = t",
		"type T struct{ a int }\nu := T{b}\n_ = u")
	if len(refused) > 0 {
		t.Fatal(refused)
	}
	for text, times := range map[string]int{"func f_1()": 1, "func f()": 1, "func g_1() int { return f_1() }": 1, "func g() int { return f() }": 1,
		"func unused()": 1, "a := g_1()": 1, "b := g() + a": 1, "type T_6 struct": 1, "type T struct{ a int }": 1} {
		if strings.Count(p.Text, text) != times {
			t.Errorf("%q is there %d times, not %d:\n%s", text, strings.Count(p.Text, text), times, p.Text)
		}
	}
	if want := "T of cell [6] is called T_6 in the program, because a later cell declares another T: %T and %#v print the new name"; len(p.Notes) != 1 || p.Notes[0] != want {
		t.Errorf("notes %q", p.Notes)
	}
}

func TestRefused(t *testing.T) {
	for _, tt := range []struct {
		name  string
		cells []string
		want  string
	}{
		{"a cell that is left out", []string{"import \"fmt\"\nfmt.Println(f())"}, "cell [1] 2:13: error: undefined: f"},
		{"weft/display", []string{"import \"weft/display\"\ndisplay.HTML(\"x\")"}, "cell [1] 2:1: error: package weft/display is for notebooks, and go run does not have it"},
		{"another method that was used", []string{"type T int\nfunc (T) m() int { return 1 }", "println(T(0).m())", "func (T) m() int { return 2 }\nprintln(T(0).m())"},
			"cell [1] 2:10: error: T.m is not what it was when cell [2] used it: it is declared again in cell [3], and a type of a program has one method of a name"},
		{"another function in a method", []string{"func f() int { return 1 }\ntype T int\nfunc (T) m() int { return f() }", "println(T(0).m())", "func f() int { return 2 }"},
			"T.m is not what it was when cell [2] used it: it mentions what cell [3] declares again"},
		{"a method that fmt looks for", []string{"import \"fmt\"\ntype T int\nfmt.Println(T(1))", "func (T) String() string { return \"T\" }\nfmt.Println(T(1))"},
			"cell [2] 1:10: error: T has the method String from here on, and cell [1] used T before: in a program it has it from the beginning"},
		{"an embedded type", []string{"type A struct{ n int }\ntype B struct{ A }\nb := B{A{1}}\nprintln(b.n)", "type A struct{ s string }\nprintln(A{\"x\"}.s)"},
			"A is embedded here, and a later cell declares another A"},
	} {
		p, refused := list(t, tt.cells...)
		if p != nil || len(refused) == 0 {
			t.Errorf("%s: it is written:\n%s", tt.name, p.Text)
			continue
		}
		if got := refused[0].String(); !strings.Contains(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// TestAllowed: methods that nothing can tell apart from those of a program.
func TestAllowed(t *testing.T) {
	for name, cells := range map[string][]string{
		"a method that nobody asks for":      {"type T int\nprintln(T(1))", "func (T) Twice() int { return 2 }\nprintln(T(1).Twice())"},
		"another method that was not used":   {"type T int\nfunc (T) m() int { return 1 }", "func (T) m() int { return 2 }\nprintln(T(1).m())"},
		"the same method":                    {"type T int\nfunc (T) m() int { return 1 }\nprintln(T(1).m())", "func (T) m() int { return 1 }\nprintln(T(1).m())"},
		"types and their methods once again": {"type T int\nfunc (t T) String() string { return \"x\" }\nx := T(1)", "println(x)", "type T int\nfunc (t T) String() string { return \"x\" }\nx := T(1)"},
	} {
		if _, refused := list(t, cells...); len(refused) > 0 {
			t.Errorf("%s: %v", name, refused)
		}
	}
}
