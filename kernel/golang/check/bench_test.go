package check

import (
	"fmt"
	"go/token"
	"runtime"
	"testing"

	"weft/kernel/golang/cell"
	"weft/kernel/golang/cell/celltest"
	"weft/kernel/golang/std"
)

// longSession is a session after n ordinary cells.
func longSession(tb testing.TB, n int) *Session {
	s := NewSession(std.NewImporter(token.NewFileSet()))
	celltest.Fill(tb, s, n)
	return s
}

func BenchmarkCheck(b *testing.B) {
	for _, n := range []int{1, 20, 200} {
		b.Run(fmt.Sprintf("session=%d", n), func(b *testing.B) {
			s := longSession(b, n)
			for b.Loop() {
				s.Check(cell.Parse(n+1, celltest.Ordinary(n+1)))
			}
		})
	}
	b.Run("again", func(b *testing.B) { // the same cell over and over
		s, n := longSession(b, 1), 1
		for b.Loop() {
			n++
			s.Commit(s.Check(cell.Parse(n, celltest.Ordinary(1))))
		}
	})
}

func BenchmarkVet(b *testing.B) {
	s := longSession(b, 5)
	u := s.Check(cell.Parse(6, celltest.Ordinary(6)))
	for b.Loop() {
		s.Vet(u)
	}
}

func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		cell.Parse(1, celltest.Ordinary(1))
	}
}

// A session must not keep the syntax trees and packages of its cells: 200 cells took 43 MB so.
func TestMemoryOfLongSession(t *testing.T) {
	before := celltest.Heap()
	s := longSession(t, 1)
	base := celltest.Heap() // with the importer's packages
	for i := 2; i <= 200; i++ {
		s.Commit(s.Check(cell.Parse(i, celltest.Ordinary(i))))
	}
	grown := celltest.Heap() - base
	t.Logf("imports %.2f MB, 200 cells %.2f MB, %d declarations", mb(base-before), mb(grown), len(s.Names()))
	if mb(grown) > 8 {
		t.Errorf("200 cells keep %.1f MB, want at most 8", mb(grown))
	}
	runtime.KeepAlive(s)
}

func mb(n int64) float64 { return float64(n) / 1e6 }

func BenchmarkProbe(b *testing.B) {
	for _, n := range []int{1, 200} {
		b.Run(fmt.Sprintf("session=%d", n), func(b *testing.B) {
			s := longSession(b, n)
			for b.Loop() {
				s.Probe(cell.Parse(probeNumber, celltest.Ordinary(n+1)))
			}
		})
	}
}
