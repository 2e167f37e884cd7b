package runner

import (
	"context"
	"errors"
	"strings"
	"time"

	"weft/grader/observe"
	"weft/kernel/engine/native/crash"
	"weft/kernel/engine/native/races"
)

// reportTime is how long a report of the race detector may be under way that the program has written.
const reportTime = 30 * time.Second

// races are the data races of a case, of which the race detector has written n reports. They are in the pipe
// already, but perhaps not yet here.
func (p *process) races(ctx context.Context, n int) ([]observe.Race, error) {
	timer := time.NewTimer(reportTime)
	defer timer.Stop()
	for {
		text := p.stderr.from(p.seenErr)
		if complete(text, n) {
			return observed(text), nil
		}
		select {
		case <-p.stderr.more:
		case <-timer.C:
			return nil, errors.New("the race detector's reports did not arrive")
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// complete reports whether text has n whole reports. Each stands between two lines of equals signs. What is lost
// because it was too much makes no difference: there are enough then.
func complete(text string, n int) bool {
	const line = "==================\n"
	return strings.Count(text, "WARNING: DATA RACE\n") >= n && strings.Count(text, line) >= 2*n || len(text) > 8<<20
}

func observed(text string) []observe.Race {
	var list []observe.Race
	for _, r := range races.Parse(text) {
		var sides []observe.Access
		for _, a := range r.Accesses {
			side := observe.Access{Write: a.Write, Stack: stack(a.Frames)}
			if g, ok := r.Goroutine(a); ok {
				side.Created = first(g.Created)
			}
			sides = append(sides, side)
		}
		if len(sides) < 2 {
			sides = append(sides, observe.Access{})
		}
		list = append(list, observe.Race{First: sides[0], Second: sides[1]})
	}
	return list
}

func first(frames []crash.Frame) observe.Pos {
	if calls := stack(frames); len(calls) > 0 {
		return calls[0]
	}
	return observe.Pos{}
}
