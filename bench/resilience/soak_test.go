package main

import (
	"regexp"
	"runtime"
	"testing"

	"weft/bench/internal/built"
)

// TestSoak runs each kind of cell twice in one kernel process, and finds nothing that is left. `-soak 500` runs more.
func TestSoak(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("what processes hold is read from /proc")
	}
	if testing.Short() {
		t.Skip("it takes half a minute")
	}
	b := bench{soak: len(soakers()), weft: built.Weft(t), only: regexp.MustCompile("")}
	if err := b.runSoak(t.Context()); err != nil {
		t.Error(err)
	}
}
