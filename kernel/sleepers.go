package kernel

import (
	"strings"

	"weft/kernel/engine/native/crash"
	"weft/kernel/engine/pipe"
)

// maxSleepers is how many groups of goroutines of a deadlock are shown; the others are counted.
const maxSleepers = 8

// sleepers adds to the failure of a compiled cell that ended in a deadlock what each of its goroutines waits
// for. Those that wait at the same place are told once.
func (s *Session) sleepers(f *Failure, report *crash.Report) *Failure {
	if f == nil || report == nil || report.Kind != crash.Deadlock {
		return f
	}
	groups := crash.Groups(report.Goroutines)
	if len(groups) == 0 {
		return f
	}
	told := []string{f.Traceback[0]}
	for _, g := range groups[:min(len(groups), maxSleepers)] {
		told = append(told, s.sleeping(g))
	}
	if n := len(groups) - maxSleepers; n > 0 {
		told = append(told, faint+"and at "+plural(n, "more place")+plain)
	}
	f.Traceback = told
	return f
}

// sleeping tells what the goroutines of a group wait for, and where.
func (s *Session) sleeping(g crash.Group) string {
	who := "a goroutine"
	switch {
	case len(g.IDs) > 1:
		who = plural(len(g.IDs), "goroutine")
	case g.IDs[0] == mainGoroutine:
		who = "the cell"
	}
	lines := []string{bold + who + ": " + g.State + plain}
	if at := s.place(pipe.Frame{Cell: g.At.Cell, Line: g.At.Line, Exact: true}); at != "" {
		lines = append(lines, at)
	}
	if at := s.place(pipe.Frame{Cell: g.From.Cell, Line: g.From.Line, Exact: true}); at != "" {
		lines = append(lines, faint+"started at "+plain+at)
	}
	return indent(strings.Join(lines, "\n"))
}

// mainGoroutine is the number of the goroutine that runs main.
const mainGoroutine = 1
