package solution

import (
	"context"
	"time"
)

// Worker does the items of a load, one at a time.
type Worker interface {
	Do(ctx context.Context, item int) error
	Close()
}

// Lab is where workers and memory are.
type Lab interface {
	Start(ctx context.Context, backend, load string) (Worker, error) // takes the backend's start-up time
	ResetPeak()                                                      // peak := memory in use now
	Peak() int                                                       // most memory in use since ResetPeak
}

// Plan says what is to be compared.
type Plan struct {
	Loads, Backends []string
	Workers         []int
	Items           int // of each load: 0 ... Items-1
}

// Row is what was measured of a load on a backend with that many workers.
type Row struct {
	Load, Backend string
	Workers       int
	Elapsed       time.Duration
	Speedup       float64
	Peak          int
	Err           error
}

// Measure has workers of a backend do the items of a load.
func Measure(ctx context.Context, lab Lab, load, backend string, workers, items int) Row {
	// Your code.
	return Row{}
}

// Compare measures every combination of a plan.
func Compare(ctx context.Context, lab Lab, p Plan) ([]Row, error) {
	// Your code.
	return nil, nil
}

// Best is the best of a load's rows.
func Best(rows []Row, load string) (Row, bool) {
	// Your code.
	return Row{}, false
}
