package check

import (
	"fmt"
	"go/ast"
	"go/types"
	"slices"
	"strings"
	"testing"

	"weft/kernel/golang/cell"
)

// checkWhole checks a cell together with everything that is live.
func checkWhole(s *Session, n int, src string) *Unit {
	d := newDraft(s, s.now(), cell.Parse(n, src))
	d.whole = true
	return d.check()
}

// account is all that a unit says, with the type and generation of each of its identifiers.
func account(s *Session, u *Unit) string {
	var b strings.Builder
	b.WriteString(describe(u))
	for _, d := range s.Vet(u) {
		b.WriteString(line(u, d) + "\n")
	}
	if !u.OK() {
		return b.String()
	}
	see := func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			if o := u.Info.ObjectOf(id); o != nil {
				fmt.Fprintf(&b, "%s %s %d, methods", id.Name, types.ObjectString(o, nil), u.Gen(o))
				for m := range types.NewMethodSet(types.NewPointer(o.Type())).Methods() {
					fmt.Fprintf(&b, " %s_%d", m.Obj().Name(), u.Gen(m.Obj()))
				}
				b.WriteString("\n")
			}
		}
		return true
	}
	for _, s := range u.Body {
		ast.Inspect(s, see)
	}
	for _, decl := range slices.Concat(u.Redo, u.Generics) {
		ast.Inspect(decl, see)
	}
	for _, f := range u.Funcs {
		ast.Inspect(f, see)
	}
	for _, t := range u.Types {
		ast.Inspect(t, see)
	}
	return b.String()
}

// sameAsWhole fails unless a cell gives with what it can reach what it gives with the whole session.
func sameAsWhole(t *testing.T, s *Session, n int, src string) {
	t.Helper()
	part, whole := s.Check(cell.Parse(n, src)), checkWhole(s, n, src)
	if got, want := account(s, part), account(s, whole); got != want {
		t.Errorf("%q, with what it can reach:\n%s\nwith everything:\n%s", src, got, want)
	}
}

func TestReachableIsEnough(t *testing.T) {
	for _, cells := range [][]string{
		{ // methods by way of an alias, also one that was declared later
			"type T struct{ n int }\ntype A = T\nfunc (a A) Get() int { return a.n }", "var v T", "v.Get()",
			"type P = *T\nfunc (p P) Set(n int) { p.n = n }", "v.Set(2)\nvar i interface{ Set(int) } = &v",
		},
		{ // what a name meant before the cell
			"type T struct{ n int }\nfunc (T) M() U { return U{} }\ntype U struct{ k int }\nt := T{}", "t := t.M().k", "T := t",
		},
		{ // a type that stays the same keeps its methods
			"type T struct{ n int }\nfunc (t T) M() int { return t.n }\ntype G[E any] struct{ e E }\nfunc (g G[E]) Get() E { return g.e }",
			"type T struct{ n int }\nT{}.M()", "type G[E any] struct{ e E }\nvar g G[int]",
		},
		{ // embedding, and a method for what is embedded
			"type A struct{}\ntype B struct{ A }\ntype C struct{ *B }", "func (A) M() {}", "C{}.M()", "func (*A) M() {}\nC{}.M()",
		},
		{ // bodies that are checked again
			"const k = 2\nfunc f() int { return k + len(h()) }\nfunc h() []U { return nil }\ntype U struct{}", "const k = 3", "f()",
			"func F[T any](t T) int { return k + g(U{}) }\nfunc g(U) int { return 1 }", "F(1)", "type U struct{ n int }", "F(2)", "func g(u U) int { return u.n }",
		},
		{ // constants in types
			"const n = 4\nvar a [n]int\ntype T struct{ p [len(a)]U }\ntype U int", "func (u U) M() {}", "var t T\nt.p[1].M()",
		},
		{"type int8 struct{ x string }\nfunc f(int8) {}", "f(int8{})", "var len = 3", "len + 1"},
		{"type Node struct{ next *Node; v V }\ntype V = map[string]Node", "var x V", "x[\"\"].next.v", "vlaue := 1", "value + 1", "Nodes{}"},
	} {
		s := newSession()
		for i, src := range cells {
			sameAsWhole(t, s, i+1, src)
			if u := s.Check(cell.Parse(i+1, src)); u.OK() {
				s.Commit(u)
			}
		}
	}
}

// A cell must not have a long session checked again, unless it declares a method of an earlier type.
func TestOnlyReachableIsChecked(t *testing.T) {
	s := longSession(t, 10)
	for src, want := range map[string]int{
		"x := 1": 0, "wg3.Wait()": 1, "results3": 3, "func (*Job3) Stop() {}": len(s.Names()),
	} {
		u, n := s.Check(cell.Parse(11, src)), 0
		for _, l := range s.now().lives {
			if u.draft.needs(l) {
				n++
			}
		}
		if n != want {
			t.Errorf("%q is checked with %d earlier declarations, want %d", src, n, want)
		}
	}
}

// Vet meets functions, variables and methods of packages that the cell's imports import.
func TestVetOfIndirectPackages(t *testing.T) {
	s := newSession()
	for i, src := range []string{
		"import (\"context\"; \"net/http\"; \"os\")\nr, _ := http.NewRequest(\"GET\", \"/\", nil)\nctx := context.Background()\nfile := os.Stdout",
		"r.URL.Query().Get(\"x\")\n_, ok := ctx.Deadline()\nfi, _ := file.Stat()\nvar when = fi.ModTime().Unix",
		"type Req struct{ *http.Request }\nvar q interface{ Context() context.Context } = Req{r}\nu := r.URL\ng := u.Query",
		"p := &struct{ *http.Request }{}\nfunc f(e *int) int { if e == nil { return *e }; d, _ := ctx.Deadline(); return d.Second() }",
	} {
		u := run(t, s, i+1, src)
		if err := newVetting(u.draft).runAll(); err != nil {
			t.Errorf("vet of %q: %v", src, err)
		}
		if i == 3 && len(s.Vet(u)) != 1 {
			t.Errorf("%q has the warnings %v, want that of nilness", src, s.Vet(u))
		}
	}
}
