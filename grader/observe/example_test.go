package observe_test

import (
	"fmt"
	"time"

	"weft/grader/observe"
)

func ExampleConcurrency() {
	const ms = time.Millisecond
	r := observe.Run{Events: []observe.Event{
		{At: 0, Name: "job", ID: 1, Kind: observe.Begin, Span: 1},
		{At: 2 * ms, Name: "job", ID: 2, Kind: observe.Begin, Span: 2},
		{At: 5 * ms, Name: "job", ID: 1, Kind: observe.End, Span: 1},
		{At: 9 * ms, Name: "job", ID: 2, Kind: observe.End, Span: 2},
	}}
	most, at := observe.Concurrency(r.Spans("job"))
	fmt.Println(most, "at", at)
	// Output:
	// 2 at 2ms
}
