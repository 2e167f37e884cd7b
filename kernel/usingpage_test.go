package kernel

import (
	"os"
	"os/exec"
	"testing"
)

const usingPage = "../docs/USING.md"

// TestUsingPage runs the cells of docs/USING.md and compares what they show with the blocks below them.
func TestUsingPage(t *testing.T) {
	if underRace {
		t.Skip("the page shows what a learner sees, without the race detector")
	}
	for _, tool := range []string{"go", "gcc"} {
		if _, err := exec.LookPath(tool); err != nil {
			if os.Getenv("CI") == "true" {
				t.Fatalf("%s is needed: %v", tool, err)
			}
			t.Skipf("*** SKIPPED: %s is needed", tool)
		}
	}
	page, err := os.ReadFile(usingPage)
	if err != nil {
		t.Fatal(err)
	}
	prepare(t)
	got := runPage(t, string(page))
	if *update {
		if err := os.WriteFile(usingPage, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got != string(page) {
		t.Errorf("%s is out of date: go test ./kernel -run TestUsingPage -update\n%s", usingPage, firstDifference(string(page), got))
	}
}
