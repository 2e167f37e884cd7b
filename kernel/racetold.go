package kernel

import (
	"strings"

	"weft/kernel/engine/pipe"
)

// interpretedRaces tells the data races of an interpreted cell as raceFailure tells those of a compiled one. The
// caller holds mu.
func (s *Session) interpretedRaces(all []pipe.Race, end *Failure) *Failure {
	var told []toldRace
	for _, r := range all {
		t := toldRace{kind: raceSentence(r.Accesses[0].Write && r.Accesses[1].Write), count: r.Count}
		for _, a := range r.Accesses {
			t.accesses = append(t.accesses, s.interpretedAccess(a))
		}
		told = append(told, t)
	}
	return tellRaces(told, end, raceHint(all))
}

// interpretedAccess tells one side of a race: what, where, and where its goroutine was started.
func (s *Session) interpretedAccess(a pipe.Access) string {
	what, who := "read", "the cell itself"
	if a.Write {
		what = "write"
	}
	if a.Atomic {
		what = "atomic " + what
	}
	if a.Started != nil {
		who = "a goroutine"
	}
	lines := []string{bold + what + plain + faint + " of " + plain + a.Name + faint + " by " + who + plain, s.place(a.Frame)}
	if a.Started != nil && a.Started.Line > 0 {
		if at := s.place(*a.Started); at != "" {
			lines = append(lines, faint+"which was started at "+plain+at)
		}
	}
	return indent(strings.Join(lines, "\n"))
}

// waitsFor reports whether the cell itself reads what a goroutine writes.
func waitsFor(own, other pipe.Access) bool {
	return own.Started == nil && !own.Write && other.Started != nil && other.Write
}

// raceHint is what to do about races, by what is accessed.
func raceHint(all []pipe.Race) string {
	r := all[0]
	a, b := r.Accesses[0], r.Accesses[1]
	switch {
	case a.Atomic || b.Atomic:
		return "a variable that package sync/atomic changes must be read with it too, everywhere"
	case waitsFor(a, b) || waitsFor(b, a):
		return "wait for the goroutine before the cell uses what it wrote: a sync.WaitGroup's Wait, or a receive from a channel"
	case a.Frame == b.Frame:
		return "let all use it under one sync.Mutex, or use sync/atomic for a counter"
	}
	return racesHint
}
