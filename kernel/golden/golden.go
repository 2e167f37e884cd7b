// Package golden compares what a test has made with a file in the test's folder testdata. Run with
// -update, a test writes the file instead: the change is then read as a diff. The package is for tests
// only, and knows nothing of what it compares.
package golden

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files")

// Compare fails the test if got is not what the file testdata/name holds.
func Compare(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", filepath.FromSlash(name))
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s has changed; -update writes it (-want +got):\n%s", file, diff)
	}
}
