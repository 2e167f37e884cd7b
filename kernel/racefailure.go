package kernel

import (
	"fmt"
	"strings"

	"weft/kernel/engine/native/crash"
	"weft/kernel/engine/native/races"
)

// maxRaces is how many data races are shown; the others are counted.
const maxRaces = 5

// raceFailure tells the data races of a compiled cell, behind the failure that the program ended with, if there is one.
func (s *Session) raceFailure(all []races.Race, end *Failure) *Failure {
	var told []toldRace
	for _, r := range all {
		t := toldRace{kind: raceKind(r), count: r.Count}
		for _, a := range r.Accesses {
			t.accesses = append(t.accesses, s.access(r, a)...)
		}
		told = append(told, t)
	}
	return tellRaces(told, end, racesHint)
}

// A toldRace is a data race in words.
type toldRace struct {
	kind     string
	accesses []string
	count    int // how often it was seen
}

const racesHint = "let both use the variable under one sync.Mutex, use sync/atomic, or send the value over a channel"

// tellRaces makes a failure of data races, behind another one, if there is one.
func tellRaces(all []toldRace, end *Failure, hint string) *Failure {
	f := &Failure{Name: "DataRace", Value: plural(len(all), "data race"), Code: 66} // the status of a program that the detector ends
	if end != nil {
		f.Name, f.Value, f.Code = end.Name, end.Value, end.Code
		f.Traceback = append(f.Traceback, end.Traceback...)
		f.Traceback = append(f.Traceback, "")
	}
	for i, r := range all[:min(len(all), maxRaces)] {
		title := "data race"
		if len(all) > 1 {
			title += fmt.Sprintf(" %d of %d", i+1, len(all))
		}
		f.Traceback = append(f.Traceback, red+title+": "+r.kind+plain)
		f.Traceback = append(f.Traceback, r.accesses...)
		if r.count > 1 {
			f.Traceback = append(f.Traceback, faint+fmt.Sprintf("seen %d times", r.count)+plain)
		}
	}
	if n := len(all) - maxRaces; n > 0 {
		f.Traceback = append(f.Traceback, faint+"and "+plural(n, "more data race")+plain)
	}
	f.Traceback = append(f.Traceback, hinted(hint))
	return f
}

// raceKind says what is wrong in a sentence.
func raceKind(r races.Race) string {
	writes := 0
	for _, a := range r.Accesses {
		if a.Write {
			writes++
		}
	}
	return raceSentence(writes == len(r.Accesses))
}

func raceSentence(bothWrite bool) string {
	if bothWrite {
		return "two goroutines write to one variable, and nothing orders them"
	}
	return "one goroutine writes a variable while another reads it, and nothing orders them"
}

// access tells one side of a race: what, where, and where its goroutine was started.
func (s *Session) access(r races.Race, a races.Access) []string {
	what := "read"
	if a.Write {
		what = "write"
	}
	if a.Atomic {
		what = "atomic " + what
	}
	who := "the cell itself"
	g, known := r.Goroutine(a)
	if a.Goroutine != 0 {
		who = "a goroutine"
	}
	lines := []string{bold + what + plain + faint + " by " + who + plain}
	at := s.innermost(a.Frames)
	switch {
	case at != "":
		lines = append(lines, s.pointed(at, s.racedAt(r, a)))
	case a.Lost:
		lines = append(lines, faint+"the detector no longer knows where: it was long ago"+plain)
	}
	if known {
		started := s.innermost(g.Created)
		if started == "" && len(g.Created) > 0 && strings.HasSuffix(g.Created[0].Func, ").Go") {
			started = s.startedBy(a)
		}
		switch {
		case started != "":
			lines = append(lines, faint+"which was started at "+plain+started)
		case len(g.Created) > 0: // the detector keeps the go statement alone
			lines = append(lines, faint+"which "+methodName(g.Created[0].Func)+" started"+plain)
		}
	}
	return []string{indent(strings.Join(lines, "\n"))}
}

// methodName writes "sync.(*WaitGroup).Go" as people do.
func methodName(f string) string { return strings.NewReplacer("(*", "", ")", "").Replace(f) }

// innermost is the innermost call in a cell, as its reader sees it.
func (s *Session) innermost(frames []crash.Frame) string {
	for _, f := range crash.InCells(frames) {
		if at := s.place(f); at != "" {
			return at
		}
	}
	return ""
}

// indent moves text to the right.
func indent(text string) string { return "  " + strings.ReplaceAll(text, "\n", "\n  ") }
