package check

import (
	"go/ast"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"weft/kernel/golang/cell"
)

// Every node that a unit is made of lies, by the unit's own FileSet, where the cell's trees say that it
// does, also if the unit has it in another order or form.
func TestPlacesOfUnits(t *testing.T) {
	files, err := filepath.Glob("testdata/sessions/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no sessions: %v", err)
	}
	nodes := 0
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for session := range strings.SplitSeq("\n"+string(text), "\n# ") {
			_, session, _ = strings.Cut(session, "\n")
			s, n := newSession(), 0
			for _, src := range cellsOf(session) {
				n++
				u := s.Check(cell.Parse(n, src))
				if u.OK() {
					nodes += comparePlaces(t, u)
					s.Commit(u)
				}
			}
		}
	}
	if nodes < 800 {
		t.Errorf("only %d nodes were compared", nodes)
	}
}

// cellsOf are the cells of a session file, without what they give.
func cellsOf(session string) []string {
	var cells, lines []string
	for line := range strings.SplitSeq(session, "\n") {
		if !strings.HasPrefix(line, "=>") {
			lines = append(lines, line)
		} else if len(lines) > 0 {
			cells, lines = append(cells, strings.Join(lines, "\n")), nil
		}
	}
	return cells
}

func comparePlaces(t *testing.T, u *Unit) (compared int) {
	t.Helper()
	own := map[string]bool{} // places of the tokens of the cell
	note := func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			own[u.Cell.Pos(id.Pos()).String()+" "+id.Name] = true
		}
		return true
	}
	for _, d := range u.Cell.File.Decls {
		ast.Inspect(d, note)
	}
	for _, s := range u.Cell.Stmts {
		ast.Inspect(s, note)
	}
	check := func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			compared++
			if p := cell.Locate(u.Fset, id.Pos()); !own[p.String()+" "+id.Name] {
				t.Errorf("%q: %s is said to be at %v", u.Cell.Source, id.Name, p)
			}
		}
		return true
	}
	for _, s := range u.Body {
		ast.Inspect(s, check)
	}
	for _, f := range u.Funcs {
		ast.Inspect(f, check)
	}
	for _, s := range u.Types {
		ast.Inspect(s, check)
	}
	return compared
}
