package kernel

import (
	"testing"
	"time"

	"weft/kernel/engine/tracing"
)

func TestBusiest(t *testing.T) {
	const cell, workers, late = 1, 2, 3
	spend := func(group int, state tracing.State, place string) cost {
		return cost{group: group, state: state, place: place}
	}
	for _, tt := range []struct {
		name   string
		all    map[cost]time.Duration // each group lives for 100
		wakers map[int]map[int]time.Duration
		group  int
		state  tracing.State
		part   float64
	}{
		{"nobody ended its waits", map[cost]time.Duration{spend(workers, tracing.Waiting, "6"): 90}, nil,
			workers, 0, 0},
		{"it sleeps in two places, and waits a little for others", map[cost]time.Duration{
			spend(workers, tracing.Waiting, "6"): 60,
			spend(cell, tracing.Outside, "15"):   40, spend(cell, tracing.Outside, "17"): 40, spend(cell, tracing.Waiting, "19"): 20,
			spend(late, tracing.Outside, "7"): 100,
		}, map[int]map[int]time.Duration{workers: {cell: 60}, cell: {late: 20}},
			cell, tracing.Outside, 0.8},
		{"it waits itself, for one who runs", map[cost]time.Duration{
			spend(workers, tracing.Waiting, "6"): 60,
			spend(cell, tracing.Outside, "15"):   10, spend(cell, tracing.Waiting, "19"): 90,
			spend(late, tracing.Running, "7"): 100,
		}, map[int]map[int]time.Duration{workers: {cell: 60}, cell: {late: 90}},
			late, tracing.Running, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			share := func(c cost) float64 { return float64(tt.all[c]) / 100 }
			by, part := busiest(workers, tt.all, tt.wakers, share)
			if by.group != tt.group || by.state != tt.state || part != tt.part {
				t.Errorf("group %d, state %v, %.2f of its time; want %d, %v, %.2f", by.group, by.state, part, tt.group, tt.state, tt.part)
			}
		})
	}
}

func TestCapital(t *testing.T) {
	for said, want := range map[string]string{
		"the cell":    "The cell",
		"goroutine 4": "Goroutine 4",
		"reader 1":    "reader 1", // a function's name, and a number
		"goroutines":  "goroutines",
	} {
		if got := capital(said); got != want {
			t.Errorf("capital(%q) = %q, want %q", said, got, want)
		}
	}
}
