package checks_test

import (
	"fmt"
	"time"

	"weft/grader/checks"
	"weft/grader/observe"
)

// run is what was observed of a submission that did two jobs one after the other.
func run() observe.Run {
	const ms = time.Millisecond
	return observe.Run{Stop: observe.Returned, Elapsed: 20 * ms, Value: []byte(`{"Sum": 7}`), Events: []observe.Event{
		{At: 0, Name: "job", ID: 1, Kind: observe.Begin, Span: 1},
		{At: 10 * ms, Name: "job", ID: 1, Kind: observe.End, Span: 1},
		{At: 10 * ms, Name: "job", ID: 2, Kind: observe.Begin, Span: 2},
		{At: 20 * ms, Name: "job", ID: 2, Kind: observe.End, Span: 2},
	}}
}

// Checks are functions of a run: a test of a judge needs no submission.
func ExampleReached() {
	f := checks.Reached("job", 2)(run())
	fmt.Println(f.Problem)
	fmt.Println("expected:", f.Expected)
	fmt.Println("seen:", f.Seen)
	// Output:
	// job ran one after the other, want 2 at one time
	// expected: 2 of job at one time
	// seen: one after the other
}

// A check of one's own says what it expects, what it saw, and what of the run it is about.
func ExampleFailf() {
	early := func(r observe.Run) checks.Finding {
		for _, s := range r.Spans("job")[1:] {
			if s.Begin > 5*time.Millisecond {
				return checks.Failf("job %d began at %v", s.ID, s.Begin).
					Want("all jobs begin in the first 5 ms", s.Begin.String()).
					About("job", observe.At(s.Begin, "too late"))
			}
		}
		return checks.Pass()
	}
	fmt.Println(early(run()).Problem)
	// Output:
	// job 2 began at 10ms
}

func ExampleValue() {
	type out struct{ Sum int }
	f := checks.Value("the sum", func(o out) int { return o.Sum }, 12)(run())
	fmt.Println(f.OK())
	// Output:
	// false
}
