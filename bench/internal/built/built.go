// Package built has tests of benchmarks build the command that they measure.
package built

import (
	"os/exec"
	"path/filepath"
	"testing"

	"weft/kernel/needs"
)

// Weft builds the command for a test of a folder in bench and returns its path. Without a go command the test is
// skipped, or fails if CI is true.
func Weft(t *testing.T) string {
	t.Helper()
	weft := filepath.Join(t.TempDir(), "weft")
	needs.Tools(t, "go")
	build := exec.Command("go", "build", "-o", weft, "./cmd/weft")
	build.Dir = filepath.Join("..", "..")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return weft
}
