package checks

import (
	"slices"

	"weft/grader/observe"
)

// maxLines is how many lines may be shown for what a whole run did. More would be no hint.
const maxLines = 2

// placed is a finding about operations with the lines from which they were begun, if it has none of its own: of those
// under way at the moment that it points at, else of all if they are few.
func placed(f Finding, r observe.Run) Finding {
	if f.OK() || len(f.Where) > 0 || f.Focus.Name == "" && len(f.Focus.Flags) == 0 {
		return f
	}
	spans := r.Spans(f.Focus.Name)
	at := slices.IndexFunc(f.Focus.Flags, func(g observe.Flag) bool { return !g.Wanted })
	if at >= 0 {
		moment := f.Focus.Flags[at].From
		if lines := linesOf(spans, func(s observe.Span) bool {
			return s.Begin <= moment && (s.End > moment || s.End < 0 || s.Begin == moment)
		}); len(lines) > 0 {
			f.Where = lines
			return f
		}
	}
	if lines := linesOf(spans, func(observe.Span) bool { return true }); len(lines) <= maxLines {
		f.Where = lines
	}
	return f
}

// linesOf are the places from which operations were begun, each once, in the order of the text: which of several
// goroutines began last is not the same in two runs.
func linesOf(spans []observe.Span, of func(observe.Span) bool) (lines []observe.Pos) {
	for _, s := range spans {
		if s.Where.Line > 0 && of(s) && !slices.Contains(lines, s.Where) {
			lines = append(lines, s.Where)
		}
	}
	slices.SortFunc(lines, observe.Pos.Compare)
	return lines
}
