package timeline

import (
	"cmp"
	"slices"
	"time"
)

// Pack puts spans into as few lanes as hold them side by side: each into the first that is free at its beginning. So as many
// lanes are in use at any moment as spans are under way. A span that ends at the moment at which another begins
// makes room for it.
func Pack(spans []Span) []Lane {
	sorted := slices.Clone(spans)
	slices.SortStableFunc(sorted, func(a, b Span) int { return cmp.Compare(a.From, b.From) })
	var lanes []Lane
	var free []time.Duration
	for _, s := range sorted {
		at := slices.IndexFunc(free, func(t time.Duration) bool { return t <= s.From })
		switch {
		case at >= 0:
		case s.To <= s.From && len(lanes) > 0: // no time at all: it needs no room
			at = 0
		default:
			at = len(lanes)
			lanes, free = append(lanes, Lane{}), append(free, s.From)
		}
		lanes[at].Spans = append(lanes[at].Spans, s)
		free[at] = max(free[at], s.To)
	}
	return lanes
}

// busy is how many spans of lanes are under way in each of n equal parts of the time to end: by state and in all, on average or,
// if peak, at the most.
func busy(lanes []Lane, end time.Duration, n int, peak bool) [][nStates]float64 {
	parts := make([][nStates]float64, n)
	part := float64(end) / float64(n)
	if peak {
		peaks(lanes, end, parts)
		return parts
	}
	for _, l := range lanes {
		for _, s := range l.Spans {
			first := min(int(float64(s.From)/part), n-1)
			for i := first; i < n && float64(i)*part < float64(s.To); i++ {
				parts[i][s.State] += max(0, min(float64(s.To), float64(i+1)*part)-max(float64(s.From), float64(i)*part)) / part
			}
		}
	}
	return parts
}

// peaks counts all states as one: at the busiest moment of each part.
func peaks(lanes []Lane, end time.Duration, parts [][nStates]float64) {
	type change struct {
		at time.Duration
		by int
	}
	var changes []change
	for _, l := range lanes {
		for _, s := range l.Spans {
			if s.To > s.From {
				changes = append(changes, change{s.From, 1}, change{s.To, -1})
			}
		}
	}
	slices.SortStableFunc(changes, func(a, b change) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.by, b.by))
	})
	now, next := 0, 0
	for i := range parts {
		from := time.Duration(float64(end) * float64(i) / float64(len(parts)))
		to := time.Duration(float64(end) * float64(i+1) / float64(len(parts)))
		for next < len(changes) && changes[next].at <= from {
			now += changes[next].by
			next++
		}
		most := now
		for next < len(changes) && changes[next].at < to {
			now += changes[next].by
			most = max(most, now)
			next++
		}
		parts[i][Running] = float64(most)
	}
}
