package cell

import (
	"go/token"
	"strings"
)

// Completeness says whether a frontend that was sent src should run it: "complete",
// "incomplete" (more lines are expected; indent is what the next one begins with) or
// "invalid". These are the answers of Jupyter's is_complete_request. What is complete parses;
// what is incomplete can be made to parse by adding something; a %%magic ends with an empty line.
func Completeness(src string) (status, indent string) {
	c := &Cell{Number: 1, Source: src}
	t := scan(c, src)
	switch {
	case c.Block != nil && !endsWithEmptyLine(src):
		return "incomplete", ""
	case c.Block != nil:
		return "complete", ""
	case t.stray >= 0:
		return "invalid", ""
	case !t.incomplete() && !t.inClauses():
		if len(Parse(1, src).Diagnostics) > 0 {
			return "invalid", ""
		}
		return "complete", ""
	case !t.canEnd(src):
		return "invalid", ""
	}
	return "incomplete", t.indent()
}

// endsWithEmptyLine reports whether the last line is empty and ended.
func endsWithEmptyLine(src string) bool {
	rest, ended := strings.CutSuffix(src, "\n")
	last := rest[strings.LastIndexByte(rest, '\n')+1:]
	return ended && strings.Contains(rest, "\n") && strings.TrimSpace(last) == ""
}

// inClauses reports whether the text ends behind a semicolon of a for, if or switch.
func (t *text) inClauses() bool {
	open := levels(t.toks)
	l := open[len(open)-1]
	return l.header != token.ILLEGAL && l.last == token.SEMICOLON
}

// canEnd reports whether something can follow that makes an incomplete text parse.
func (t *text) canEnd(src string) bool {
	head := strings.TrimRight(src, " \t\r\n")
	if t.unended != "" {
		// The last comment or string may be as long as it likes.
		head = src
		if t.unended == "comment" {
			head += "*/"
		} else {
			head += "`"
		}
		t = scan(&Cell{Number: 1, Source: head}, head)
		if !t.incomplete() {
			return len(Parse(1, head).Diagnostics) == 0
		}
	}
	head = withoutLastComment(head, t)
	toks := t.toks
	if n := len(toks); n > 0 && toks[n-1].kind == token.SEMICOLON && toks[n-1].lit == "\n" {
		toks = toks[:n-1]
	}
	tail := tailOf(levels(toks))
	for _, operand := range []string{
		"", " x", " x()", " x = x", " {}", " x {}", " int", ":", " x int", " x = x {}", " x() {}", " \"x\"", "[x]x", ")", " else {}",
	} {
		if len(Parse(1, head+operand+tail).Diagnostics) == 0 {
			return true
		}
	}
	return false
}

// withoutLastComment is a text without the line comment that it ends with.
func withoutLastComment(src string, t *text) string {
	for i := len(t.comments) - 1; i >= 0; i-- {
		c := t.comments[i]
		if strings.TrimSpace(src[min(c.to, len(src)):]) != "" || !strings.HasPrefix(src[c.from:], "//") {
			break
		}
		src = strings.TrimRight(src[:c.from], " \t\r\n")
	}
	return src
}

// indent is what the next line begins with, as gofmt would have it: one unit for each line with an open
// bracket, and one for an operation that goes on. The cases of a switch stand below it.
func (t *text) indent() string {
	if t.unended != "" {
		return ""
	}
	open := levels(t.toks)
	depth, line := 0, -1
	for _, l := range open[1:] {
		at := lineStart(t.src, l.off)
		inCase := l.first == token.CASE || l.first == token.DEFAULT
		if at != line && !(l.cases && (inCase || l.n == 0 && !l.clause)) {
			depth++
		}
		line = at
	}
	if top := open[len(open)-1]; top.goesOn(t) {
		depth++
	}
	return strings.Repeat(t.unit(), depth)
}

// goesOn reports whether the text ends in the middle of an operation or of a list without brackets.
func (l level) goesOn(t *text) bool {
	if l.n == 0 || len(t.toks) == 0 {
		return false
	}
	switch k := t.toks[len(t.toks)-1].kind; {
	case k == token.COMMA:
		return !l.list
	case k == token.PERIOD, k == token.ASSIGN, k == token.DEFINE, k == token.ARROW, k == token.NOT, k == token.TILDE:
		return true
	case k == token.COLON, k == token.SEMICOLON, k == token.LBRACE, k == token.LPAREN, k == token.LBRACK:
		return false
	default:
		return k.IsOperator()
	}
}

// unit is how the text indents its lines: a tab unless it begins with spaces.
func (t *text) unit() string {
	for line := range strings.SplitSeq(string(t.src), "\n") {
		rest := strings.TrimLeft(line, " ")
		if spaces := len(line) - len(rest); spaces > 0 && strings.TrimSpace(rest) != "" && rest[0] != '\t' {
			return strings.Repeat(" ", min(spaces, 8))
		}
		if strings.HasPrefix(line, "\t") {
			break
		}
	}
	return "\t"
}
