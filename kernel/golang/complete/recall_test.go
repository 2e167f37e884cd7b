package complete

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"weft/kernel/golang/check"
	"weft/kernel/golang/std"
)

// TestRecall takes names away from programs that compile, one after the other, and what follows them
// too, as if they had just been reached; the name that stood there must be among the candidates for
// its first letter, and mostly among the first ten.
func TestRecall(t *testing.T) {
	files, err := filepath.Glob("../lower/testdata/*.go")
	if err != nil || len(files) < 20 {
		t.Fatalf("programs: %d, %v", len(files), err)
	}
	s := check.NewSession(std.NewImporter(token.NewFileSet()))
	asked, near, missed := 0, 0, 0
	for i, file := range files {
		if i%recallStep != 0 {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		src := string(text)
		for j, id := range usesIn(t, src) {
			if j%recallStep != i/recallStep%recallStep {
				continue
			}
			typed := id.off + 1
			for _, cut := range []string{src[:typed], src[:typed] + src[id.off+len(id.name):]} {
				if id.later && len(cut) == typed {
					continue // declared in what was taken away
				}
				list, _ := Candidates(s, cut, typed)
				at := slices.IndexFunc(list, func(c Candidate) bool { return c.Text == id.name })
				asked++
				switch {
				case at < 0:
					missed++
					line := 1
					for _, b := range text[:id.off] {
						if b == '\n' {
							line++
						}
					}
					t.Logf("%s:%d: %s (%s), whole: %v", filepath.Base(file), line, id.name, id.kind, len(cut) != typed)
				case at < 10:
					near++
				}
			}
		}
	}
	t.Logf("%d asked, %.2f%% found, %.1f%% among the first ten", asked, 100*float64(asked-missed)/float64(asked), 100*float64(near)/float64(asked))
	if missed*500 > asked {
		t.Errorf("%d of %d names are not offered where they stood", missed, asked)
	}
}

// recallStep is how many programs, and names in them, are left out between two that are asked for.
const recallStep = 5

type use struct {
	name  string
	kind  string
	off   int
	later bool // it is declared further down
}

// usesIn are the names that a program uses, not those that it declares.
func usesIn(t *testing.T, src string) []use {
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "", src, 0)
	if err != nil {
		return nil
	}
	info := &types.Info{Uses: map[*ast.Ident]types.Object{}}
	conf := types.Config{Importer: std.NewImporter(fset), Error: func(error) {}}
	conf.Check("main", fset, []*ast.File{f}, info)
	var list []use
	for id, o := range info.Uses {
		if len(id.Name) > 1 {
			list = append(list, use{id.Name, string(kindOf(o)), fset.Position(id.Pos()).Offset, o.Pos() > id.Pos()})
		}
	}
	slices.SortFunc(list, func(a, b use) int { return a.off - b.off })
	return list
}
