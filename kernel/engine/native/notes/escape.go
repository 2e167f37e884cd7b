package notes

import (
	"strconv"
	"strings"

	"weft/kernel/engine/native/crash"
	"weft/kernel/golang/cell"
)

// Parse reads what the compiler prints for -m=2, or -m=1, which has no reasons. Notes about places outside of
// cells are left out, and so are repeated ones, for copies of inlined functions.
func Parse(text string) []Note {
	p := parser{ways: map[place]*way{}, seen: map[string]bool{}}
	lines := strings.Split(text, "\n")
	for _, line := range lines { // first: some reasons stand below the notes
		p.reason(line)
	}
	for _, line := range lines {
		p.note(line)
	}
	return p.notes
}

// nameResults writes "result" for what the compiler calls the results of inlined calls: "(~r0).x".
func nameResults(what string) string {
	for digit := range 10 {
		name := "~r" + strconv.Itoa(digit)
		what = strings.ReplaceAll(strings.ReplaceAll(what, "("+name+")", "result"), name, "result")
	}
	return what
}

// A place is what reasons belong to: the same position can have several values.
type place struct {
	pos  cell.Pos
	what string
}

// A way is how a value escapes.
type way struct {
	steps []Step
	sink  string // where it came to in the end
}

type parser struct {
	notes []Note
	ways  map[place]*way
	way   *way // that the next lines belong to
	at    cell.Pos
	seen  map[string]bool
}

// reason reads "cell[3]:3:25: &P{...} escapes to heap in newP:" and the lines below it, such as
// "cell[3]:3:25:     from return &P{...} (return) at cell[3]:3:18".
func (p *parser) reason(line string) {
	pos, text, ok := cutPos(line)
	if !ok {
		return
	}
	if flow, ok := strings.CutPrefix(text, "  flow: "); ok && p.way != nil && pos == p.at {
		p.way.sink, _, _ = strings.Cut(flow, " ← ")
		return
	}
	if step, ok := strings.CutPrefix(text, "    from "); ok && p.way != nil && pos == p.at {
		if s, ok := parseStep(step); ok && len(p.way.steps) < 100 {
			p.way.steps = append(p.way.steps, s)
		}
		return
	}
	p.way = nil
	what, _, ok := strings.Cut(text, " escapes to heap in ")
	if ok && strings.HasSuffix(text, ":") && p.ways[place{pos, what}] == nil {
		p.way, p.at = &way{}, pos
		p.ways[place{pos, what}] = p.way
	}
}

// parseStep reads "return &P{...} (return) at cell[3]:3:18".
func parseStep(text string) (Step, bool) {
	at := strings.LastIndex(text, ") at ")
	if at < 0 {
		return Step{}, false
	}
	open := strings.LastIndex(text[:at], " (")
	if open < 0 {
		return Step{}, false
	}
	pos, _, _ := cutPos(text[at+len(") at "):] + ": ")
	return Step{Pos: pos, Text: text[:open], Reason: text[open+2 : at]}, true
}

func (p *parser) note(line string) {
	pos, text, ok := cutPos(line)
	if !ok || strings.HasPrefix(text, " ") {
		return
	}
	n := Note{Pos: pos}
	switch {
	case p.suffixed(&n, text, " escapes to heap", Heap), p.prefixed(&n, text, "moved to heap: ", Heap):
		if w := p.ways[place{pos, n.What}]; w != nil {
			n.Steps, n.Why = w.steps, why(w.steps, w.sink)
		}
	case p.suffixed(&n, text, " does not escape", Stack):
	case p.prefixed(&n, text, "leaking param content: ", Leaks), p.prefixed(&n, text, "leaking param: ", Leaks):
		n.What, n.Why, _ = strings.Cut(n.What, " to result ")
		n.Why = ""
	case p.prefixed(&n, text, "can inline ", Inlinable):
		n.What, _, _ = strings.Cut(n.What, " with cost ")
	case p.prefixed(&n, text, "cannot inline ", NotInlinable):
		n.What, n.Why, _ = strings.Cut(n.What, ": ")
	case p.prefixed(&n, text, "inlining call to ", Inlined):
	default:
		return
	}
	// The slice of a variadic call and the results of inlined calls are nothing that somebody wrote.
	if n.What == "... argument" || strings.HasPrefix(n.What, "~") {
		return
	}
	n.What = nameResults(strings.TrimPrefix(n.What, "main."))
	if key := n.Pos.String() + n.String(); !p.seen[key] {
		p.seen[key] = true
		p.notes = append(p.notes, n)
	}
}

func (p *parser) suffixed(n *Note, text, suffix string, k Kind) bool {
	what, ok := strings.CutSuffix(text, suffix)
	if ok {
		n.What, n.Kind = what, k
	}
	return ok
}

func (p *parser) prefixed(n *Note, text, prefix string, k Kind) bool {
	what, ok := strings.CutPrefix(text, prefix)
	if ok {
		n.What, n.Kind = what, k
	}
	return ok
}

// cutPos cuts "cell[3]:17:90: " off a line. It is false if the position is in no cell.
func cutPos(line string) (pos cell.Pos, text string, ok bool) {
	where, text, found := strings.Cut(line, ": ")
	if !found {
		return cell.Pos{}, "", false
	}
	file, numbers, _ := strings.Cut(where, "]:")
	l, c, _ := strings.Cut(numbers, ":")
	pos = crash.InCell(file+"]", number(l), number(c))
	return pos, text, pos.IsValid()
}

// number is 0 for what is no number.
func number(text string) int {
	n := 0
	for _, d := range text {
		if d < '0' || d > '9' || n > 1<<40 {
			return 0
		}
		n = 10*n + int(d-'0')
	}
	return n
}
