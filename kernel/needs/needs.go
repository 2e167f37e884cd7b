// Package needs skips tests that need what a machine may lack, and fails them where everything has to be
// tested: where the environment has CI=true.
package needs

import (
	"os"
	"os/exec"
	"testing"
)

// Tools ends a test unless all programs of these names are on PATH.
func Tools(t testing.TB, names ...string) {
	t.Helper()
	for _, name := range names {
		if _, err := exec.LookPath(name); err != nil {
			if os.Getenv("CI") == "true" {
				t.Fatalf("%s is missing: %v", name, err)
			}
			t.Skipf("*** SKIPPED: %s is missing", name)
		}
	}
}
