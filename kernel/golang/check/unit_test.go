package check

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"
	"sync"
	"testing"

	"weft/kernel/golang/cell"
	"weft/kernel/golang/cell/celltest"
	"weft/kernel/golang/std"
)

func newSession() *Session { return NewSession(std.NewImporter(token.NewFileSet())) }

// run checks and commits cells, and returns the last unit.
func run(t *testing.T, s *Session, first int, cells ...string) *Unit {
	t.Helper()
	var u *Unit
	for i, src := range cells {
		u = s.Check(cell.Parse(first+i, src))
		if !u.OK() {
			t.Fatalf("%q: %v", src, u.Diagnostics)
		}
		s.Commit(u)
	}
	return u
}

// gens are the generations of the identifiers that a unit's body and functions use, in order.
func gens(u *Unit) string {
	var out []string
	for _, s := range u.Body {
		ast.Inspect(s, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok {
				if g := u.Gen(u.Info.ObjectOf(id)); g > 0 {
					out = append(out, fmt.Sprintf("%s_%d", id.Name, g))
				}
			}
			return true
		})
	}
	return strings.Join(out, " ")
}

func TestGenerations(t *testing.T) {
	s := newSession()
	for i, tt := range []struct{ src, want string }{
		{"type T struct{ n int }; func (t T) M() int { return t.n }; x := 1; v := T{}", "x_1 v_1 T_1"},
		{"x + v.M()", "x_1 v_1 M_1"},
		{"x := x + 1", "x_3 x_1"},
		{"local := func(x int) int { return x }; local(x)", "local_4 local_4 x_3"},
		{"type T struct { n int }\nT{}.M()", "T_1 M_1"},
		{"func (t T) M() int { return -t.n }\nT{}.M()", "T_1 M_6"},
		{"type T struct{ n, m int }\nT{}.M()", "T_7 M_7"},
		{"x, err := f()\ny, err := f()\nfunc f() (int, error) { return 0, nil }", "x_8 err_8 f_8 y_8 err_8 f_8"},
	} {
		if got := gens(run(t, s, i+1, tt.src)); got != tt.want {
			t.Errorf("%q: %s, want %s", tt.src, got, tt.want)
		}
	}
}

func TestNumberUsedTwice(t *testing.T) {
	s := newSession()
	run(t, s, 1, "a := 1", "b := 2")
	u := s.Check(cell.Parse(2, "c := a + b\n_ = undefined"))
	if got := fmt.Sprint(u.Diagnostics); got != "[cell [2] 2:5: error: undefined: undefined]" {
		t.Errorf("diagnostics in a second cell [2]: %s", got)
	}
	u = s.Check(cell.Parse(2, "c := a + b"))
	if u.Seq != 1_000_002 || gens(u) != "c_1000002 a_1 b_2" {
		t.Errorf("a second cell [2] has Seq %d and uses %s", u.Seq, gens(u))
	}
}

func TestCheckIsPure(t *testing.T) {
	s := newSession()
	run(t, s, 1, "x := 1")
	c := cell.Parse(2, "x := x + 1")
	first, second := s.Check(c), s.Check(c)
	if gens(first) != gens(second) || !second.OK() {
		t.Errorf("the second check of a cell differs: %s, %s", gens(first), gens(second))
	}
	if got := strings.Join(s.Names(), " "); got != "x" {
		t.Errorf("after Check the session has %s", got)
	}
}

func TestExecutionOrder(t *testing.T) {
	for _, tt := range []struct{ name, src, want string }{
		{"statements as written", "x := 1\nprintln(x)\nvar y = x", "x println y; init before 0"},
		{"declarations in Go's order", "var a = b\nvar c int\nvar b = f()\nfunc f() int { return 1 }\nfunc init() {}", "c b a; init before 3"},
		{"init behind the leading variables", "var m map[string]int\nfunc init() { m = map[string]int{} }\nm[\"a\"] = 1", "m m; init before 1"},
	} {
		u := run(t, newSession(), 1, tt.src)
		if got := fmt.Sprintf("%s; init before %d", firstNames(u.Body), u.InitAt); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

// firstNames are the first identifiers of statements.
func firstNames(body []ast.Stmt) string {
	var out []string
	for _, s := range body {
		name := ""
		ast.Inspect(s, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok && name == "" {
				name = id.Name
			}
			return name == ""
		})
		out = append(out, name)
	}
	return strings.Join(out, " ")
}

func TestImportsOfUnit(t *testing.T) {
	s := newSession()
	run(t, s, 1, "import (\"fmt\"; \"os\"; r \"math/rand/v2\")\nfunc Roll[T any](n int, t T) string { return fmt.Sprint(r.IntN(n), t) }\nfunc show() { fmt.Println(limit) }\nlimit := 1")
	for _, tt := range []struct{ src, want string }{
		{"1 + 1", "[]"},
		{"os.Getpid()", "[{os os}]"},
		{"Roll(3, 1)", "[{fmt fmt} {r math/rand/v2}]"},
		{"limit := 2", "[{fmt fmt}]"},
		{"import _ \"embed\"", "[{_ embed}]"},
	} {
		u := s.Check(cell.Parse(2, tt.src))
		if got := fmt.Sprint(u.Imports); got != tt.want || !u.OK() {
			t.Errorf("%q imports %s, want %s (%v)", tt.src, got, tt.want, u.Diagnostics)
		}
	}
}

func TestNoAutoImport(t *testing.T) {
	s := newSession()
	s.NoAutoImport = true
	u := s.Check(cell.Parse(1, "strings.ToUpper(\"a\")"))
	if u.OK() || u.Diagnostics[0].Hint != "add import \"strings\"" {
		t.Errorf("a forgotten import gives %v", u.Diagnostics)
	}
}

func TestDeclares(t *testing.T) {
	u := run(t, newSession(), 1, "a, b := 1, 2\nprintln(a)\nvar c int\nL: d := 1\nif d > 0 { goto L }")
	var got []string
	for _, s := range u.Body {
		names := ""
		for _, v := range u.Declares(s) {
			names += v.Name()
		}
		got = append(got, names)
	}
	if want := "ab||c|d|"; strings.Join(got, "|") != want {
		t.Errorf("statements declare %s, want %s", strings.Join(got, "|"), want)
	}
}

// Positions of bodies that are checked again are those of the cells that have them.
func TestPositionsOfRedo(t *testing.T) {
	s := newSession()
	run(t, s, 1, "n := 1", "\n\nfunc f() int {\n\treturn n\n}")
	u := run(t, s, 3, "n := 2")
	if len(u.Redo) != 1 {
		t.Fatalf("redo: %v", u.Redo)
	}
	ret := u.Redo[0].(*ast.FuncDecl).Body.List[0]
	if got := cell.Locate(u.Fset, ret.Pos()).String(); got != "cell [2] 4:2" {
		t.Errorf("the return of f is at %s", got)
	}
	if u.Info.Uses[ret.(*ast.ReturnStmt).Results[0].(*ast.Ident)] != types.Object(u.Vars[0]) {
		t.Error("f does not use the new n")
	}
}

func TestConcurrentChecks(t *testing.T) {
	s := newSession()
	run(t, s, 1, celltest.Ordinary(1))
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			for n := range 3 {
				u := s.Check(cell.Parse(100*(i+1)+n, celltest.Ordinary(100*(i+1)+n)))
				s.Vet(u)
				s.Commit(u)
			}
		})
	}
	wg.Wait()
	if n := len(s.Names()); n != 13*6 {
		t.Errorf("13 cells left %d declarations, want %d", n, 13*6)
	}
}

// What carries variables into compiled cells is there for cells that weft writes, and for nobody else.
func TestHiddenPackages(t *testing.T) {
	const src = "import \"weft/cross\"\nw := cross.NewWriter()\nw.Int(1)"
	s := newSession()
	if u := s.CheckGenerated(cell.Parse(1, src)); !u.OK() {
		t.Errorf("a generated cell: %v", u.Diagnostics)
	}
	u := s.Check(cell.Parse(1, src))
	if u.OK() || u.Diagnostics[0].Message != "package weft/cross is not for cells" || u.Diagnostics[0].Pos != (cell.Pos{Cell: 1, Line: 1, Col: 8}) {
		t.Errorf("a learner's cell: %v", u.Diagnostics)
	}
	if u := s.Check(cell.Parse(1, "w := cross.NewWriter()")); u.OK() || len(u.AutoImports) > 0 {
		t.Errorf("a forgotten import: %v", u.Diagnostics)
	}
}
