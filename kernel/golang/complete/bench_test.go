package complete

import (
	"go/token"
	"slices"
	"strings"
	"testing"
	"time"

	"weft/kernel/golang/cell"
	"weft/kernel/golang/cell/celltest"
	"weft/kernel/golang/check"
	"weft/kernel/golang/std"
)

// longSession is a session after n ordinary cells.
func longSession(tb testing.TB, n int) *check.Session {
	s := check.NewSession(std.NewImporter(token.NewFileSet()))
	celltest.Fill(tb, s, n)
	return s
}

// asked are texts with | at the cursor, as people have them while they write the next cell.
func asked() []string {
	half, _, _ := strings.Cut(celltest.Ordinary(201), "wg201.Go")
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
		s.Check(cell.Parse(201, celltest.Ordinary(201)))
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
