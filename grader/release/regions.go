package release

import (
	"regexp"
	"slices"
	"strings"

	"weft/grader/submission"
	"weft/kernel/jupyter/nbformat"
)

// A piece is a part of a cell's text: whole lines of one kind.
type piece struct {
	text string // with the lines of markers left empty
	kind pieceKind
	line int    // of the cell, from 1: where it begins
	ends string // of a solution: the white space before its marker
}

type pieceKind int

const (
	open     pieceKind = iota // students see it
	solution                  // a stub takes its place
	secret                    // nothing takes its place
)

func isSolution(p piece) bool { return p.kind == solution }

// marker matches a line that begins or ends a region. As in nbgrader, text may follow.
var marker = regexp.MustCompile(`^([ \t]*)(?://+|#+|<!--+|/\*+|--+)?[ \t]*(BEGIN|END) (SOLUTION|HIDDEN TESTS|MARK SCHEME)\b`)

// Near misses would give a solution away: they are refused.
var (
	nearly   = regexp.MustCompile(`\b(BEGIN|END)[ \t_-]*(SOLUTION|HIDDEN[ \t_-]*TEST|MARK[ \t_-]*SCHEME)`)
	nearlyIn = regexp.MustCompile(`(?i)^[ \t]*(//+|#+|<!--+|/\*+)[ \t]*(BEGIN|END)[ \t_-]*(SOLUTION|HIDDEN[ \t_-]*TEST|MARK[ \t_-]*SCHEME)`)
)

// cut cuts a cell's text at its markers. Mistakes are problems.
func (m *maker) cut(d *draft) []piece {
	var pieces []piece
	now := piece{line: 1}
	within, since := "", 0
	next := func(p piece) {
		pieces = append(pieces, now)
		now = p
	}
	n := 0
	for line := range strings.Lines(d.Source) {
		n++
		found := marker.FindStringSubmatch(line)
		blank := line[len(strings.TrimRight(line, "\n")):]
		switch {
		case found == nil:
			if nearly.MatchString(line) || nearlyIn.MatchString(line) {
				m.problem(d.number, n, "this is nearly a marker; one stands in a line of its own, such as // BEGIN SOLUTION: %s", strings.TrimSpace(line))
			}
			now.text += line
		case found[2] == "BEGIN" && within != "":
			m.problem(d.number, n, "BEGIN %s inside of the BEGIN %s of line %d", found[3], within, since)
			return nil
		case found[2] == "BEGIN":
			within, since = found[3], n
			p := piece{text: blank, kind: secret, line: n, ends: found[1]}
			if within == "SOLUTION" {
				p.kind = solution
			}
			next(p)
		case within != found[3]:
			m.problem(d.number, n, "END %s without a BEGIN %s", found[3], found[3])
			return nil
		default:
			now.text += blank
			within = ""
			next(piece{line: n + 1})
		}
	}
	if within != "" {
		m.problem(d.number, since, "BEGIN %s without an END %s", within, within)
		return nil
	}
	return slices.DeleteFunc(append(pieces, now), func(p piece) bool { return p.kind == open && p.text == "" })
}

// whole is a cell that is a solution altogether: what says whose it is stays.
func whole(source string) []piece {
	var head string
	for line := range strings.Lines(source) {
		if !strings.HasPrefix(line, "%%") && submission.ExerciseOf(line) == "" {
			break
		}
		head += line
	}
	rest := piece{text: source[len(head):], kind: solution, line: 1 + strings.Count(head, "\n")}
	if head == "" {
		return []piece{rest}
	}
	return []piece{{text: head, line: 1}, rest}
}

// teachers is the cell's text with solutions, and with the lines of markers left empty.
func (d *draft) teachers() string {
	var b strings.Builder
	for _, p := range d.pieces {
		b.WriteString(p.text)
	}
	return b.String()
}

// students is the cell's text without solutions. panics says at which of them the stub must end the function.
func (d *draft) students(panics []bool) string {
	var b strings.Builder
	i := 0
	for _, p := range d.pieces {
		switch p.kind {
		case open:
			b.WriteString(p.text)
		case solution:
			if d.Type != nbformat.Code {
				b.WriteString(p.ends + "YOUR ANSWER HERE\n")
				continue
			}
			b.WriteString(p.ends + "// YOUR CODE HERE\n")
			if panics[i] {
				b.WriteString(p.ends + "panic(\"not implemented\")\n")
			}
			i++
		}
	}
	if strings.HasSuffix(d.Source, "\n") {
		return b.String()
	}
	return strings.TrimSuffix(b.String(), "\n")
}
