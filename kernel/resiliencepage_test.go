package kernel

import (
	"os"
	"testing"
)

const resiliencePage = "../docs/RESILIENCE.md"

// TestResiliencePage runs the cells of docs/RESILIENCE.md and compares what they show with the blocks below them.
func TestResiliencePage(t *testing.T) {
	if underRace {
		t.Skip("the page shows what a learner sees, without the race detector")
	}
	page, err := os.ReadFile(resiliencePage)
	if err != nil {
		t.Fatal(err)
	}
	got := runPage(t, string(page))
	if *update {
		if err := os.WriteFile(resiliencePage, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got != string(page) {
		t.Errorf("%s is out of date: go test ./kernel -run TestResiliencePage -update\n%s", resiliencePage, firstDifference(string(page), got))
	}
}
