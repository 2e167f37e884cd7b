package kernel

import (
	"fmt"
	"slices"
	"strings"

	"weft/kernel/engine/pipe"
	"weft/kernel/golang/waits"
)

// maxLeaks is how many groups of goroutines a note about leaks tells.
const maxLeaks = 3

// leakNote says in a line which goroutines a cell leaves behind that can never go on: "2 goroutines can never go
// on: they wait to send to results (line 7), which nobody can receive from". The caller holds mu.
func (s *Session) leakNote(l *pipe.Leak) string {
	all := s.gather(l.Goroutines, nil)
	who, they := plural(l.Total, "goroutine")+" can never go on", "they "
	if l.Total == 1 {
		they = "it "
	}
	switch len(all) {
	case 0:
		return who
	case 1:
		b := all[0]
		return who + ": " + they + b.op.Phrase(l.Total > 1) + where(b, l.Cell) + never(b.op)
	}
	slices.SortStableFunc(all, func(a, b blocked) int { return len(b.ids) - len(a.ids) })
	var parts []string
	told := 0
	for _, b := range all[:min(len(all), maxLeaks)] {
		told += len(b.ids)
		parts = append(parts, fmt.Sprintf("%d %s", len(b.ids), b.op.Phrase(len(b.ids) > 1)+where(b, l.Cell)))
	}
	if n := l.Total - told; n > 0 {
		parts = append(parts, fmt.Sprintf("%d elsewhere", n))
	}
	return who + ": " + strings.Join(parts, ", ")
}

// where is the line that goroutines wait in, seen from a cell.
func where(b blocked, number int) string {
	switch {
	case b.at.Cell == 0 || b.at.Line == 0 || !b.at.Exact:
		return ""
	case b.at.Cell == number:
		return fmt.Sprintf(" (line %d)", b.at.Line)
	}
	return fmt.Sprintf(" (cell [%d] line %d)", b.at.Cell, b.at.Line)
}

// never says why something cannot happen any more.
func never(op waits.Op) string {
	switch {
	case op.Nil:
		return ""
	case op.Kind == waits.Sending:
		return ", which nobody can receive from"
	case op.Kind == waits.Receiving || op.Kind == waits.Ranging:
		return ", which nobody can send to or close"
	case op.Kind == waits.Selecting && op.Cases > 1:
		return ", none of which can happen"
	case op.Kind == waits.Locking || op.Kind == waits.Reading:
		return ", which nobody can unlock"
	}
	return ""
}
