package check

import (
	"go/ast"
	"go/token"
	"go/types"
	"testing"

	"weft/kernel/golang/cell"
	"weft/kernel/golang/cell/celltest"
	"weft/kernel/golang/std"
)

// A probe must say about every expression of a text what a check says that does not share the
// declarations of earlier cells.
func TestProbeAgreesWithCheck(t *testing.T) {
	s := NewSession(std.NewImporter(token.NewFileSet()))
	for i, src := range []string{
		"import (\"fmt\"; \"sync\")\ntype Ship struct { Name string; port *Port }\ntype Port struct { Ships []*Ship; mu sync.Mutex }\n" +
			"func (s *Ship) Moor(at int) error { return nil }\nfunc find(name string) *Ship { return nil }\nconst tides, wide = 2, 1 << 70",
		"type List[T any] struct { items []T }\nfunc (l *List[T]) First() T { return l.items[0] }\nfunc Map[T, U any](l []T, f func(T) U) []U { return nil }\n" +
			"fleet := &List[*Ship]{}\nharbour := Port{}\nx := 1",
		"x := \"text\"\nfmt.Sprint(x)",
	} {
		u := s.Check(cell.Parse(i+1, src))
		if !u.OK() {
			t.Fatalf("cell %d: %v", i+1, u.Diagnostics)
		}
		s.Commit(u)
	}
	for _, src := range []string{
		"y := fleet.First().Moor(tides)\n_ = x + \"\"",
		"x := x + x\n_ = x",
		"x := len(x)\n_ = x",
		"func find(n int) Port { return harbour }\ny := find(1).Ships[0]\n_ = y.port",
		"type Ship struct { Flag string }\ny := find(\"a\")\nz := Port{}.Ships\n_, _ = y, z",
		"func (s *Ship) Sink() *Port { return s.port }\ny := find(\"a\").Sink().Ships[0].Sink()\n_ = y",
		"func (p Port) Len() int { return len(p.Ships) }\n_ = harbour.Ships[0].port.Len() + harbour.Len()",
		"import fmt \"strings\"\ny := fmt.Fields(x)\n_ = y",
		"y := Map(harbour.Ships, func(s *Ship) float64 { return 1 })\n_ = y[0]",
		"var l List[map[string]Port]\n_ = l.First()[x].Ships",
		"y := strings.NewReader(x)\n_, _ = y.ReadByte()",
		"const tides = \"high\"\n_ = tides + x",
		"for _, s := range harbour.Ships { func() { y := s.port; _ = y }() }",
		"switch s := any(fleet).(type) { case *List[*Ship]: _ = s.First() }",
	} {
		// Both get trees of their own with the same positions.
		u, p := s.Check(cell.Parse(9, src)), s.Probe(cell.Parse(9, src))
		if p == nil {
			t.Errorf("%q: no probe", src)
			continue
		}
		want, got := typesAt(u), typesAt(p)
		if len(got) < len(want) || len(want) == 0 {
			t.Errorf("%q: %d types, want %d", src, len(got), len(want))
		}
		for at, typ := range want {
			if got[at] != typ {
				t.Errorf("%q: at %v type %q, want %q", src, at, got[at], typ)
			}
		}
	}
	if names := s.Names(); len(names) != 12 {
		t.Errorf("probes have changed the session: %q", names)
	}
}

// typesAt are the types of the identifiers in a unit's cell, by place.
func typesAt(u *Unit) map[cell.Pos]string {
	found := map[cell.Pos]string{}
	visit := func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && u.Info.ObjectOf(id) != nil {
			found[u.Cell.Pos(id.Pos())] = types.ObjectString(u.Info.ObjectOf(id), func(p *types.Package) string { return p.Path() })
		}
		return true
	}
	for _, d := range u.Cell.File.Decls {
		ast.Inspect(d, visit)
	}
	for _, s := range u.Cell.Stmts {
		ast.Inspect(s, visit)
	}
	return found
}

// Several may ask at a time, while cells are committed.
func TestProbesAtOnce(t *testing.T) {
	s := longSession(t, 3)
	done := make(chan bool)
	for range 4 {
		go func() {
			for range 20 {
				if s.Probe(cell.Parse(probeNumber, "type Job2 struct{}\nresults1 <- &Job1{ID: 1}\nwg3.Wait()")) == nil {
					t.Error("no probe")
				}
			}
			done <- true
		}()
	}
	for i := range 10 {
		s.Commit(s.Check(cell.Parse(10+i, celltest.Ordinary(10+i))))
	}
	for range 4 {
		<-done
	}
}
