package kernel

import (
	"testing"

	bubblerun "weft/kernel/engine/native/bubble/run"
)

// TestGoroutineNames: numbers are small, and only where there are several to tell apart.
func TestGoroutineNames(t *testing.T) {
	all := []bubblerun.Goroutine{{ID: 21, Main: true}, {ID: 35}, {ID: 36}}
	names := goroutineNames(all)
	if names[21] != "the cell" || names[35] != "goroutine 1" || names[36] != "goroutine 2" {
		t.Errorf("three are called %v", names)
	}
	if got, want := circle([]int64{35, 36}, names), "  in a circle: goroutine 1 waits for goroutine 2, which waits for goroutine 1"; got != want {
		t.Errorf("the circle is %q, want %q", got, want)
	}
	if got := circle([]int64{35, 99}, names); got != "" {
		t.Errorf("a circle with somebody who is not listed is told: %q", got)
	}
	if names := goroutineNames(all[:2]); names[35] != "a goroutine" {
		t.Errorf("a single one is called %q", names[35])
	}
}
