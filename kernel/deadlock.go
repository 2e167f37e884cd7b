package kernel

import (
	"fmt"
	"slices"
	"strings"

	"weft/kernel/engine/pipe"
)

// deadlockFailure is a cell that was ended because nothing that it waits for can happen. The caller holds mu.
func (s *Session) deadlockFailure(d *pipe.Deadlock) *Failure {
	f := &Failure{Name: "Deadlock", Value: "the cell is blocked for ever", Code: 2}
	if d == nil { // the status came alone
		f.Traceback = []string{red + "deadlock: " + f.Value + plain}
		return f
	}
	them := "it"
	if d.Total != 1 {
		them = "them"
	}
	if d.Total != 1 || len(d.Goroutines) != 1 || !d.Goroutines[0].Main {
		f.Value = plural(d.Total, "goroutine") + " blocked for ever"
	}
	f.Traceback = []string{
		red + "deadlock: " + f.Value + plain,
		"nothing is left that could wake " + them + ", so the cell was ended; the session goes on",
	}
	f.Traceback = append(f.Traceback, s.tellDeadlock(s.blockedOf(d.Goroutines), castOf(d.Cell, d.Goroutines, d.Total), d.Total, d.Ring)...)
	return f
}

// openNote says where a cell waits that only the network could wake.
func openNote(d pipe.Deadlock) string {
	at := ""
	if len(d.Goroutines) > 0 && d.Goroutines[0].Main {
		switch f := innermostFrame(d.Goroutines[0].Frames); {
		case f.Cell == d.Cell && f.Line > 0:
			at = fmt.Sprintf(" in line %d", f.Line)
		case f.Cell > 0 && f.Line > 0:
			at = fmt.Sprintf(" in cell [%d] line %d", f.Cell, f.Line)
		}
	}
	return "for some seconds nothing has run: the cell waits" + at +
		", and only a server or connection that is open could wake it. If none will, interrupt the cell; %goroutines lists who waits"
}

// tellDeadlock is tellAll with hints.
func (s *Session) tellDeadlock(all []blocked, c cast, total int, ring []int64) []string {
	lines := s.tellAll(all, c, total, ring)
	for _, hint := range s.deadlockHints(all, c, total, ring) {
		lines = append(lines, hinted(hint))
	}
	return lines
}

// tellAll tells what goroutines wait for, and how they are bound to each other.
func (s *Session) tellAll(all []blocked, c cast, total int, ring []int64) []string {
	var lines []string
	told := 0
	for _, b := range all[:min(len(all), maxBlocked)] {
		lines = append(lines, s.tell(b, c))
		told += len(b.ids)
	}
	if n := total - told; n > 0 {
		lines = append(lines, "  "+faint+"and "+plural(n, "more goroutine")+plain)
	}
	if text := c.ring(ring); text != "" {
		lines = append(lines, "  "+text)
	}
	return lines
}

// maxRing is how many goroutines of a ring are named.
const maxRing = 6

// ring says who waits for whom: "ring: goroutine 7 → 8 → 7". It is "" if somebody is not known.
func (c cast) ring(ids []int64) string {
	if len(ids) < 2 {
		return ""
	}
	var names []string
	for i, id := range append(slices.Clone(ids), ids[0]) {
		name := c.names[id]
		if name == "" {
			return ""
		}
		if i > 0 && strings.HasPrefix(names[i-1], "goroutine ") || i > 1 && strings.HasPrefix(names[0], "goroutine ") {
			name = strings.TrimPrefix(name, "goroutine ")
		}
		names = append(names, name)
	}
	if len(names) > maxRing {
		names = slices.Concat(names[:maxRing-2], []string{"…"}, names[len(names)-2:])
	}
	return bold + "ring: " + plain + strings.Join(names, " → ") + faint + " (each waits for what the next one holds)" + plain
}
