package solution

import (
	"context"
	"time"
)

// An Event is something that happened at a time, which it brings along.
type Event struct {
	Key   string
	At    time.Time
	Value int
}

// A Window is what happened under a key in one span of time.
type Window struct {
	Key             string
	Start           time.Time
	Count, Sum, Max int
}

// Config says how a stream is aggregated.
type Config struct {
	Epoch    time.Time     // the first window starts here
	Size     time.Duration // of a window
	Lateness time.Duration // how far the watermark stays behind the latest event
	Idle     time.Duration // after so long without an event all open windows close
	Ahead    time.Duration // an event may be so far in the future
	Pending  int           // while so many windows wait, no event is received
}

// Stats are counts of events (In, Bad, Late) and of windows (Sent, Lost).
type Stats struct{ In, Bad, Late, Sent, Lost int }

// Aggregate reads events from in and hands windows over on out, until in is closed or ctx ends. It closes out.
func Aggregate(ctx context.Context, in <-chan Event, out chan<- Window, cfg Config) (Stats, error) {
	return Stats{}, nil
}
