//go:build unix

package main

import (
	"testing"

	"weft/bench/internal/built"
)

// TestBench runs every part with little to measure: results are right, and each way for a program to end leaves no process.
func TestBench(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds the command")
	}
	b := bench{turns: 1, messages: 20_000, times: len(endings), weft: built.Weft(t)}
	if err := b.run(t.Context(), ""); err != nil {
		t.Error(err)
	}
}
