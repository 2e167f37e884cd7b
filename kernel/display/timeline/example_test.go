package timeline_test

import (
	"fmt"
	"time"

	"weft/kernel/display/timeline"
)

// Two workers share three jobs.
func ExampleTimeline_Text() {
	const ms = time.Millisecond
	jobs := []timeline.Span{
		{From: 0, To: 30 * ms, Label: "A"},
		{From: 0, To: 10 * ms, Label: "B"},
		{From: 10 * ms, To: 25 * ms, Label: "C"},
	}
	t := timeline.Timeline{
		Title: "Three jobs, two workers", Clock: "virtual time", End: 30 * ms,
		Groups: []timeline.Group{{Title: "workers", Packed: true, Lanes: timeline.Pack(jobs)}},
	}
	fmt.Print(t.Text(60))
	// Output:
	// Three jobs, two workers (virtual time)
	//
	// workers
	//   █A████████████████████████████████████████████████████████
	//   █B████████████████▌█C███████████████████████████
	//   0                  10 ms              20 ms          30 ms
	// █ running
}
