package kernel

import (
	"strconv"
	"strings"

	"weft/kernel/engine/pipe"
)

const (
	innerCalls = 10 // of a traceback that are shown
	outerCalls = 4
)

// A step is a line of a traceback: a place, or calls that are left out there.
type step struct {
	at      string
	calls   int // left out, 0 if that is not known
	about   bool
	another bool // they are the same as the one above
}

func (s step) text() string {
	if s.at != "" {
		return s.at
	}
	text := "more calls"
	if s.calls > 0 {
		text = thousands(s.calls) + strings.TrimPrefix(plural(s.calls, "more call"), strconv.Itoa(s.calls))
	}
	if s.about && s.calls > 0 {
		text = "about " + text
	}
	if s.another {
		text += " like this one"
	}
	return faint + "... " + text + " ..." + plain
}

// trail shows the calls that led to a panic, innermost first. The same call of a recursion is told once, and of a deep
// one the middle is left out, as far as the evaluator has not left it out already.
func (s *Session) trail(frames []pipe.Frame, gap *pipe.Gap) []string {
	var all []step
	places := 0
	for i, f := range frames {
		if gap != nil && i == gap.At {
			all = append(all, step{calls: gap.Calls, about: gap.About})
		}
		if f.Func == pipe.Elided && f.Cell == 0 {
			all = append(all, step{})
		}
		if s.callsMain(f) && places > 0 {
			continue
		}
		if at := s.place(f); at != "" && (f.Exact || f.Line > 0 || places == 0) { // not the call of main
			all = append(all, step{at: at})
			places++
		}
	}
	var lines []string
	for _, st := range shortened(folded(all)) {
		lines = append(lines, st.text())
	}
	return lines
}

// folded tells places that come more than twice without others between them once.
func folded(all []step) []step {
	var out []step
	for i := 0; i < len(all); {
		n := 1 // steps from i on that are the same place, and what is left out between two of them
		for i+n < len(all) && all[i].at != "" && (all[i+n].at == all[i].at || all[i+n].at == "" && i+n+1 < len(all) && all[i+n+1].at == all[i].at) {
			n++
		}
		out = append(out, all[i])
		switch {
		case n == 2:
			out = append(out, all[i])
		case n > 2:
			again := together(all[i+1 : i+n])
			again.another = true
			out = append(out, again)
		}
		i += n
	}
	return out
}

// shortened leaves out the middle.
func shortened(all []step) []step {
	if len(all) <= innerCalls+outerCalls+1 {
		return all
	}
	outer := len(all) - outerCalls
	return append(append(all[:innerCalls:innerCalls], together(all[innerCalls:outer])), all[outer:]...)
}

// together are steps as what is left out.
func together(all []step) step {
	sum := step{}
	for _, st := range all {
		switch {
		case st.at != "":
			sum.calls++
		case st.calls == 0:
			return step{}
		}
		sum.calls += st.calls
		sum.about = sum.about || st.about
	}
	return sum
}
