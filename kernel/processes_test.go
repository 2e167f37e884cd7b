//go:build unix

package kernel

import (
	"path/filepath"
	"testing"

	"weft/kernel/engine/native"
	"weft/kernel/engine/native/kit"
)

// Without a Go toolchain processes interpret the session's functions: the same scripts, the same outcome.
func TestProcessesWithoutToolchain(t *testing.T) {
	missing := Config{Native: native.Options{Kit: kit.Options{Go: filepath.Join(t.TempDir(), "no-go")}}}
	runScriptsWith(t, "", missing, "testdata/script/procs.txtar")
}
