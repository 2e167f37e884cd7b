//go:build unix

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestBench runs every part with little to measure: results are right, and each way for a program to end leaves no process.
func TestBench(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds the command")
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
	b := bench{turns: 1, messages: 20_000, times: len(endings), weft: weft}
	if err := b.run(t.Context(), ""); err != nil {
		t.Error(err)
	}
}
