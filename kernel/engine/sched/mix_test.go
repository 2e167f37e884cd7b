package sched

import "testing"

// TestMix: sums differ in whatever a goroutine that has run differs in.
func TestMix(t *testing.T) {
	g := Goroutine{ID: 7, Reason: 19, seq: 3}
	seen := map[uint64]Goroutine{}
	for _, other := range []Goroutine{g, {ID: 8, Reason: 19, seq: 3}, {ID: 7, Reason: 20, seq: 3}, {ID: 7, Reason: 19, seq: 4}} {
		sum := other.Mix(1)
		if first, ok := seen[sum]; ok {
			t.Errorf("%+v and %+v have the same sum", first, other)
		}
		seen[sum] = other
	}
	if g.Mix(1) == g.Mix(2) {
		t.Error("what was looked at before does not count")
	}
}
