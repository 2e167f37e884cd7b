package check

import (
	"fmt"
	"go/token"
	"runtime"
	"strings"
	"testing"

	"weft/kernel/golang/cell"
	"weft/kernel/golang/std"
)

// ordinary is a cell of 30 lines as a lesson has it; N makes its names differ from cell to cell.
const ordinary = `import (
	"context"
	"fmt"
	"sync"
	"time"
)

type JobN struct {
	ID   int
	Data string
}

func (j *JobN) Run(ctx context.Context) (string, error) {
	select {
	case <-ctx.Done():
		return "", ctx.Err()
	case <-time.After(time.Millisecond):
	}
	return fmt.Sprintf("job %d: %s", j.ID, j.Data), nil
}

ctxN, cancelN := context.WithTimeout(context.Background(), time.Second)
defer cancelN()
var wgN sync.WaitGroup
resultsN := make(chan *JobN, 10)
for i := range 3 {
	wgN.Go(func() {
		j := &JobN{ID: i, Data: "x"}
		if s, err := j.Run(ctxN); err == nil { fmt.Println(s) }
		resultsN <- j
	})
}
wgN.Wait()
len(resultsN)
`

func ordinaryCell(n int) string { return strings.ReplaceAll(ordinary, "N", fmt.Sprint(n)) }

// longSession is a session after n ordinary cells.
func longSession(tb testing.TB, n int) *Session {
	s := NewSession(std.NewImporter(token.NewFileSet()))
	for i := 1; i <= n; i++ {
		u := s.Check(cell.Parse(i, ordinaryCell(i)))
		if !u.OK() {
			tb.Fatal(u.Diagnostics)
		}
		s.Commit(u)
	}
	return s
}

func BenchmarkCheck(b *testing.B) {
	for _, n := range []int{1, 20, 200} {
		b.Run(fmt.Sprintf("session=%d", n), func(b *testing.B) {
			s := longSession(b, n)
			for b.Loop() {
				s.Check(cell.Parse(n+1, ordinaryCell(n+1)))
			}
		})
	}
	b.Run("again", func(b *testing.B) { // the same cell over and over
		s, n := longSession(b, 1), 1
		for b.Loop() {
			n++
			s.Commit(s.Check(cell.Parse(n, ordinaryCell(1))))
		}
	})
}

func BenchmarkVet(b *testing.B) {
	s := longSession(b, 5)
	u := s.Check(cell.Parse(6, ordinaryCell(6)))
	for b.Loop() {
		s.Vet(u)
	}
}

func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		cell.Parse(1, ordinary)
	}
}

// A session must not keep the syntax trees and packages of its cells: 200 cells took 43 MB so.
func TestMemoryOfLongSession(t *testing.T) {
	before := heap()
	s := longSession(t, 1)
	base := heap() // with the importer's packages
	for i := 2; i <= 200; i++ {
		s.Commit(s.Check(cell.Parse(i, ordinaryCell(i))))
	}
	grown := heap() - base
	t.Logf("imports %.2f MB, 200 cells %.2f MB, %d declarations", mb(base-before), mb(grown), len(s.Names()))
	if mb(grown) > 8 {
		t.Errorf("200 cells keep %.1f MB, want at most 8", mb(grown))
	}
	runtime.KeepAlive(s)
}

func heap() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

func mb(n int64) float64 { return float64(n) / 1e6 }

func BenchmarkProbe(b *testing.B) {
	for _, n := range []int{1, 200} {
		b.Run(fmt.Sprintf("session=%d", n), func(b *testing.B) {
			s := longSession(b, n)
			for b.Loop() {
				s.Probe(cell.Parse(probeNumber, ordinaryCell(n+1)))
			}
		})
	}
}
