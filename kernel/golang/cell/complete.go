package cell

import (
	"go/token"
	"strings"
)

// Completeness says whether a frontend that was sent src should run it: "complete",
// "incomplete" (more lines are expected; indent is what the next one begins with) or
// "invalid". These are the answers of Jupyter's is_complete_request.
func Completeness(src string) (status, indent string) {
	c := &Cell{Number: 1, Source: src}
	t := scan(c, src)
	if t.stray >= 0 {
		return "invalid", ""
	}
	if t.incomplete() {
		if t.broken(src) {
			return "invalid", ""
		}
		return "incomplete", t.indent()
	}
	if c = Parse(1, src); len(c.Diagnostics) > 0 {
		return "invalid", ""
	}
	return "complete", ""
}

// broken reports whether an incomplete text is wrong before its end, so that nothing that
// follows can help.
func (t *text) broken(src string) bool {
	c := Parse(1, src)
	if len(c.Diagnostics) == 0 || t.unended != "" {
		return false
	}
	// What the missing end causes is reported in the last line or behind it.
	return c.Diagnostics[0].Pos.Line < strings.Count(strings.TrimRight(src, " \t\r\n"), "\n")+1
}

// indent is a tab for each line with an open bracket.
func (t *text) indent() string {
	if t.unended != "" {
		return ""
	}
	depth, line := 0, -1
	var opened []tok
	for _, k := range t.toks {
		switch k.kind {
		case token.LPAREN, token.LBRACK, token.LBRACE:
			opened = append(opened, k)
		case token.RPAREN, token.RBRACK, token.RBRACE:
			opened = opened[:max(len(opened)-1, 0)]
		}
	}
	for _, k := range opened {
		if at := lineStart(t.src, k.off); at != line {
			depth, line = depth+1, at
		}
	}
	return strings.Repeat("\t", depth)
}
