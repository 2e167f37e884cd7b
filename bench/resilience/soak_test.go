package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"testing"
)

// TestSoak runs each kind of cell twice in one kernel process, and finds nothing that is left. `-soak 500` runs more.
func TestSoak(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("what processes hold is read from /proc")
	}
	if testing.Short() {
		t.Skip("it takes half a minute")
	}
	weft := filepath.Join(t.TempDir(), "weft")
	if _, err := exec.LookPath("go"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip("no go command: weft is not built")
	}
	build := exec.Command("go", "build", "-o", weft, "./cmd/weft")
	build.Dir = filepath.Join("..", "..")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	b := bench{soak: len(soakers()), weft: weft, only: regexp.MustCompile("")}
	if err := b.runSoak(t.Context()); err != nil {
		t.Error(err)
	}
}
