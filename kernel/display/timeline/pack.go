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
