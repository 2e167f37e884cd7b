package complete

import (
	"fmt"
	"go/token"
	"slices"
	"strings"
	"testing"
	"time"

	"weft/kernel/golang/cell"
	"weft/kernel/golang/check"
	"weft/kernel/golang/std"
)

// lesson is a cell of 30 lines as a lesson has it; N makes its names differ from cell to cell.
const lesson = `import (
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
`

func lessonCell(n int) string { return strings.ReplaceAll(lesson, "N", fmt.Sprint(n)) }

// longSession is a session after n cells.
func longSession(tb testing.TB, n int) *check.Session {
	s := check.NewSession(std.NewImporter(token.NewFileSet()))
	for i := 1; i <= n; i++ {
		u := s.Check(cell.Parse(i, lessonCell(i)))
		if !u.OK() {
			tb.Fatal(u.Diagnostics)
		}
		s.Commit(u)
	}
	return s
}

// asked are texts with | at the cursor, as people have them while they write the next cell.
func asked() []string {
	half, _, _ := strings.Cut(lessonCell(201), "wg201.Go")
	return []string{
		"fmt.Pri|", "job := &Job12{|}", "for j := range results3 {\n\tj.|", "res|", "wg5.|", "strings.|", "|",
		half + "wg201.|", half + "wg201.Go(func() {\n\t\tj := &Job201{ID: i}\n\t\tj.|", half + "fmt.Println(ct|",
		"ctx4, cancel4 = context.With|", "var job Job1|", "if err := (&Job3{}).|",
	}
}

// BenchmarkComplete measures the texts of asked in a session of 200 cells. median/check is the median in
// units of what checking an ordinary cell takes there, measured in the same run.
func BenchmarkComplete(b *testing.B) {
	s := longSession(b, 200)
	var all []time.Duration
	reference := time.Now()
	const checks = 20
	for range checks {
		s.Check(cell.Parse(201, lessonCell(201)))
	}
	check := time.Since(reference) / checks
	for b.Loop() {
		for _, text := range asked() {
			before, after, _ := strings.Cut(text, "|")
			start := time.Now()
			list, _ := Candidates(s, before+after, len(before))
			all = append(all, time.Since(start))
			if len(list) == 0 {
				b.Fatalf("%q: no candidates", text)
			}
		}
	}
	slices.Sort(all)
	median := all[len(all)/2]
	b.ReportMetric(float64(median)/1e6, "ms/median")
	b.ReportMetric(float64(all[len(all)*99/100])/1e6, "ms/p99")
	b.ReportMetric(float64(median)/float64(check), "median/check")
	b.ReportMetric(0, "ns/op")
}

func BenchmarkInspect(b *testing.B) {
	s := longSession(b, 200)
	for b.Loop() {
		if _, ok := At(s, "(&Job17{}).Run(", len("(&Job17{}).Run("), Brief); !ok {
			b.Fatal("nothing found")
		}
	}
}

func BenchmarkAllNames(b *testing.B) {
	s := longSession(b, 200)
	for b.Loop() {
		Candidates(s, "", 0)
	}
}
