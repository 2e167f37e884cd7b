package probe_test

import (
	"context"
	"time"

	"weft/grader/probe"
)

// The exercise: sum the depths that fetch returns, all stations at one time. A driver imports the submission as
// solution; here it stands below.
var solution struct {
	Sum func(ctx context.Context, stations []string, fetch func(context.Context, string) (int, error)) (int, error)
}

type in struct{ Stations []string }

type out struct {
	Sum int
	Err string
}

// A driver's main function. It serves the grader over descriptors of its own, in virtual time, so it does nothing
// when it is started by hand.
func Example() {
	probe.Main(func(p *probe.Probe, in in) (out out) {
		fetch := func(ctx context.Context, station string) (int, error) {
			s := p.Begin("fetch", len(station))
			err := p.Sleep(ctx, 30*time.Millisecond)
			s.End(err != nil)
			return len(station), err
		}
		p.Call(func() {
			sum, err := solution.Sum(context.Background(), in.Stations, fetch)
			out.Sum = sum
			if err != nil {
				out.Err = err.Error()
			}
		})
		return out
	})
}
