package lowertest

import (
	"go/token"
	"os"
	"testing"

	"weft/kernel/golang/cell"
	"weft/kernel/golang/check"
	"weft/kernel/golang/lower"
	"weft/kernel/golang/std"
)

// BenchmarkLower lowers the pipeline program, about 230 lines, in a warm session.
func BenchmarkLower(b *testing.B) {
	src, err := os.ReadFile("../testdata/pipeline.go")
	if err != nil {
		b.Fatal(err)
	}
	u := check.NewSession(std.NewImporter(token.NewFileSet())).Check(cell.Parse(1, string(src)))
	s := lower.NewSession()
	for b.Loop() {
		if _, refused := s.Lower(u); len(refused) > 0 {
			b.Fatal(refused)
		}
	}
}
