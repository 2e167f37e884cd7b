package kernel

import (
	"context"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"weft/kernel/needs"
)

// TestCompiledPage runs the cells of docs/COMPILED.md and compares what they show with the blocks below them. Of a
// cell that is marked measured, figures and the order of lines may differ.
func TestCompiledPage(t *testing.T) { testPage(t, "../docs/COMPILED.md") }

// TestUsingPage is the same for docs/USING.md.
func TestUsingPage(t *testing.T) { testPage(t, "../docs/USING.md") }

// testPage compares what the cells of a page show with the blocks below them.
func testPage(t *testing.T, file string) {
	t.Helper()
	if underRace {
		t.Skip("the page shows what a learner sees, without the race detector")
	}
	needs.Tools(t, "go", "gcc")
	page, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	prepare(t)
	got := runPage(t, string(page))
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got != string(page) {
		t.Errorf("%s is out of date: go test ./kernel -run %s -update\n%s", file, t.Name(), firstDifference(string(page), got))
	}
}

// prepare makes the kit, the progress of which is not for the page.
func prepare(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Minute)
	defer cancel()
	s := newNotebook(t)
	for i, source := range []string{"%%race\nprintln(1)", "%%virtual\nprintln(1)"} {
		if o := s.Run(ctx, i+1, source, &reading{printed: make(chan struct{})}); o.Failure != nil {
			t.Fatalf("prepare the page: %s", o.Failure.Plain())
		}
	}
}

// measurement is a figure with its unit, and the spaces before it, which depend on its width.
var measurement = regexp.MustCompile(` *[-+±]?\d[\d.]*(ns|µs|ms|s|%|∞)?`)

// sameButMeasured says whether two outputs have the same lines but for figures.
func sameButMeasured(a, b string) bool {
	lines := func(text string) []string {
		text = measurement.ReplaceAllString(text, " #")
		for _, busy := range []string{"may be chance", "# worse"} { // so it is on a busy machine
			text = strings.ReplaceAll(text, busy, "# better")
		}
		all := strings.Split(text, "\n")
		for i, l := range all {
			all[i] = strings.Join(strings.Fields(l), " ")
		}
		slices.Sort(all)
		return all
	}
	return slices.Equal(lines(a), lines(b))
}

func TestSameButMeasured(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want bool
	}{
		{"Join  6.6µs  ±5%", "Join  10.61µs ±45%", true},
		{"write\nread", "read\nwrite", true},
		{"-93.1% better", "may be chance", true},
		{"cell [1] line 2", "", false},
	} {
		if got := sameButMeasured(tt.a, tt.b); got != tt.want {
			t.Errorf("%q and %q: %v, want %v", tt.a, tt.b, got, tt.want)
		}
	}
}
