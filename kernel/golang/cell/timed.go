package cell

import (
	"go/ast"
	"go/token"
	"strings"
	"unicode"
	"unicode/utf8"
)

// timing is the one magic whose line is Go: its statements belong to the cell as if they stood there alone.
const timing = "time"

// A Timed is a line "%time STATEMENT": the statements that begin on it.
type Timed struct {
	Pos  Pos // of the %
	Mark Pos // just past the word
	End  Pos // of its last statement, at least Mark
}

// timed records a %time in front of statements: only the word is taken out. It returns the offset behind it, or -1 if the
// line is no such thing.
func (t *text) timed(c *Cell, from, end int) int {
	args, ok := strings.CutPrefix(string(t.src[from:end]), "%"+timing)
	first, _ := utf8.DecodeRuneInString(args)
	args = strings.TrimSpace(args)
	if !ok || args == "" || !unicode.IsSpace(first) || strings.HasPrefix(args, "//") || strings.HasPrefix(args, "!") {
		return -1
	}
	to := from + len("%"+timing)
	if behind, ok := strings.CutPrefix(args, "it "); ok && len(c.Diagnostics) < MaxErrors {
		if r, _ := utf8.DecodeRuneInString(strings.TrimSpace(behind)); unicode.IsLetter(r) { // no Go either
			c.addError(c.PosAt(from), "no magic %time it; did you mean %timeit?")
			blank(t.src, from, end)
			return end
		}
	}
	c.Timed = append(c.Timed, Timed{Pos: c.PosAt(from), Mark: c.PosAt(to), End: c.PosAt(to)})
	blank(t.src, from, to)
	return to
}

// findTimed finds the statements of each %time.
func (c *Cell) findTimed() {
	for i := range c.Timed {
		m := &c.Timed[i]
		for _, s := range c.Stmts {
			if c.Pos(s.Pos()).Line == m.Pos.Line && m.Pos.Before(c.Pos(s.Pos())) && takesTime(s) {
				m.End = c.PosAt(c.Offset(c.Pos(s.End()))) // of what does not parse it may be behind the text
			}
		}
		if m.End == m.Mark && len(c.Diagnostics) == 0 {
			c.addHint(m.Pos, "%time: there is no statement behind it that could be timed",
				"a declaration of a function or type takes no time; %time alone, in the first line, times the rest of the cell")
		}
	}
}

// takesTime reports whether a statement is more than a declaration of types or constants.
func takesTime(s ast.Stmt) bool {
	d, ok := s.(*ast.DeclStmt)
	if !ok {
		return true
	}
	g, ok := d.Decl.(*ast.GenDecl)
	return ok && g.Tok == token.VAR
}

// TimedAt is the number, from 1, of the %time that a statement at p belongs to; 0 if there is none.
func (c *Cell) TimedAt(p Pos) int {
	for i, m := range c.Timed {
		if m.Pos.Before(p) && p.Before(m.End) {
			return i + 1
		}
	}
	return 0
}
