// Package celltest is what tests and benchmarks of the front end share: an ordinary cell, sessions of many of
// them, and how much memory those keep. It knows nothing of what a session does with its cells.
package celltest

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"weft/kernel/golang/cell"
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

// Ordinary is a cell of 30 lines, which declares six names that end in n.
func Ordinary(n int) string { return strings.ReplaceAll(ordinary, "N", fmt.Sprint(n)) }

// A session checks cells and keeps them, as check.Session does.
type session[U any] interface {
	Check(*cell.Cell) U
	Commit(U)
}

// Fill gives a session the ordinary cells 1 to n.
func Fill[U interface{ OK() bool }](tb testing.TB, s session[U], n int) {
	for i := 1; i <= n; i++ {
		u := s.Check(cell.Parse(i, Ordinary(i)))
		if !u.OK() {
			tb.Fatalf("ordinary cell %d: %+v", i, u)
		}
		s.Commit(u)
	}
}

// Heap is how many bytes are reachable.
func Heap() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
