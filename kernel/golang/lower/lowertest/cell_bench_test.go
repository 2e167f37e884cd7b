package lowertest

import (
	"fmt"
	"go/token"
	"runtime"
	"testing"

	"weft/kernel/golang/cell"
	"weft/kernel/golang/cell/celltest"
	"weft/kernel/golang/check"
	"weft/kernel/golang/lower"
	"weft/kernel/golang/std"
)

// frontEnd is the checker and the lowering of a session.
type frontEnd struct {
	check *check.Session
	lower *lower.Session
}

// cell takes a cell from its text to lowered text; only what is committed changes the session.
func (f *frontEnd) cell(tb testing.TB, n int, commit bool) {
	u := f.check.Check(cell.Parse(n, celltest.Ordinary(n)))
	if !u.OK() {
		tb.Fatal(u.Diagnostics)
	}
	f.check.Vet(u)
	p, refused := f.lower.Lower(u)
	if len(refused) > 0 {
		tb.Fatal(refused)
	}
	if commit {
		f.check.Commit(u)
		f.lower.Commit(p)
	}
}

func newFrontEnd(tb testing.TB, cells int) *frontEnd {
	f := &frontEnd{check.NewSession(std.NewImporter(token.NewFileSet())), lower.NewSession()}
	for n := range cells {
		f.cell(tb, n+1, true)
	}
	return f
}

// BenchmarkCell takes a cell of 30 lines through the whole front end, after so many others. Each of
// those declares six names.
func BenchmarkCell(b *testing.B) {
	for _, n := range []int{1, 20, 200} {
		b.Run(fmt.Sprintf("session=%d", n), func(b *testing.B) {
			f := newFrontEnd(b, n)
			for b.Loop() {
				f.cell(b, n+1, false)
			}
		})
	}
}

// A long session must not keep the syntax trees, types and texts of its cells.
func TestMemoryOfFrontEnd(t *testing.T) {
	f := newFrontEnd(t, 1)
	base := celltest.Heap()
	for n := 2; n <= 200; n++ {
		f.cell(t, n, true)
	}
	grown := float64(celltest.Heap()-base) / 1e6
	t.Logf("200 cells keep %.1f MB", grown)
	if grown > 20 {
		t.Errorf("200 cells keep %.1f MB, want at most 20", grown)
	}
	runtime.KeepAlive(f)
}
