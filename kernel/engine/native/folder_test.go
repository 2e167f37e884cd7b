//go:build unix

package native

import (
	"os"
	"path/filepath"
	"testing"

	"weft/kernel/engine/native/kit"
)

// TestFolder: who makes a folder removes those whose owners have gone, and only those.
func TestFolder(t *testing.T) {
	o := kit.Options{Dir: t.TempDir()}
	lives, err := newFolder(o)
	if err != nil {
		t.Fatal(err)
	}
	dead, err := newFolder(o)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dead.path, "binary"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	dead.lock.Close() // as the end of its process does
	other, err := newFolder(o)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		f    *folder
		want bool
	}{{lives, true}, {dead, false}, {other, true}} {
		if _, err := os.Stat(tt.f.path); (err == nil) != tt.want {
			t.Errorf("%s: %v", tt.f.path, err)
		}
	}
	for _, f := range []*folder{lives, other} {
		if err := f.remove(); err != nil {
			t.Error(err)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(o.Dir, "sessions", "*")); len(left) != 0 {
		t.Errorf("left: %v", left)
	}
}

// TestMissing: what the machine lacks is told as the kit says it, and can be mended while the Engine lives.
func TestMissing(t *testing.T) {
	e := New(Options{Kit: kit.Options{Dir: t.TempDir(), Go: filepath.Join(t.TempDir(), "go")}})
	defer e.Close()
	_, err := e.Run(t.Context(), 3, program(nil, "", ""), &recorder{})
	if missing, ok := err.(*kit.Missing); !ok || missing.Remedy == "" {
		t.Errorf("error %T %v", err, err)
	}
}
