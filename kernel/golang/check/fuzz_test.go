package check

import (
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"weft/kernel/golang/cell"
	"weft/kernel/golang/std"
)

// FuzzSession gives a session three cells of any text, one after the other: Check, Vet and Commit
// must not panic, and diagnostics must lie in cells that exist. Cells are cut at form feeds.
func FuzzSession(f *testing.F) {
	files, _ := filepath.Glob("testdata/sessions/*.txt")
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		var cells []string
		for part := range strings.SplitSeq(string(text), "\n=>") {
			_, src, _ := strings.Cut(part, "\n")
			cells = append(cells, src)
		}
		for i := 2; i < len(cells); i++ {
			f.Add(strings.Join(cells[i-2:i+1], "\f"))
		}
	}
	importer := std.NewImporter(token.NewFileSet())
	f.Fuzz(func(t *testing.T, text string) {
		s := NewSession(importer)
		for i, src := range strings.SplitN(text, "\f", 3) {
			u := s.Check(cell.Parse(i+1, src))
			for _, d := range append(u.Diagnostics, s.Vet(u)...) {
				if d.Pos.Cell < 1 || d.Pos.Cell > i+1 || strings.HasPrefix(d.Message, internalError) {
					t.Fatalf("%q: %v", text, d)
				}
			}
			if u.OK() {
				s.Commit(u)
			}
		}
	})
}
