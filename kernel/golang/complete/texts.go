package complete

import (
	"go/token"
	"strings"
)

// placeholder stands for the name at the cursor while the text is parsed and checked. No session
// has it: see check.Unit.Pkg.
const placeholder = "ᐧhere"

// texts are versions of the cell that may parse, the truest first, with here in place of the name at
// the cursor. All are the same up to there.
func (q *query) texts(here string) []string {
	head, rest := q.src[:q.start]+here, q.src[q.end:]
	tail := q.closing()
	list := []string{head + rest}
	switch first := q.level(); {
	case first.call && !first.inside:
		list = append(list, head+"()"+rest)
	case first.closer != "":
		list = append(list, head+","+rest) // a list goes on in the next line
	}
	if later := laterDeclarations(rest); later != "" {
		list = append(list, head+tail+"\n"+later)
	}
	return append(list, head+tail)
}

// laterDeclarations is what follows from the first line on that begins a declaration at the margin.
func laterDeclarations(rest string) string {
	for at := strings.IndexByte(rest, '\n'); at >= 0; {
		line := rest[at+1:]
		if strings.HasPrefix(line, "func ") || strings.HasPrefix(line, "type ") {
			return line
		}
		next := strings.IndexByte(line, '\n')
		if next < 0 {
			break
		}
		at += 1 + next
	}
	return ""
}

// A level is a statement that has begun, in one of the brackets that are open at the cursor.
type level struct {
	closer  string      // of the bracket that it is in; "" at the top level
	first   token.Token // of the statement
	header  token.Token // if, for or switch whose block has not come yet; else ILLEGAL
	pending bool        // a func whose body has not come yet
	assigns bool        // = or := in the header
	ranges  bool        // range in the header
	semis   int         // in the header
	call    bool        // begins with go or defer, so it has to end with a call
	inside  bool        // a bracket of it is open
	last    token.Token // before the cursor or the open bracket; a closing bracket stands for its group
	generic bool        // type T[ or func F[: type parameters are being listed
	n       int         // tokens of the statement
}

// levels are the statements that are open at the cursor, the outermost first.
func (q *query) levels() []level {
	open := []level{{}}
	open[0].begin()
	for _, t := range q.toks {
		top := &open[len(open)-1]
		switch t.kind {
		case token.LPAREN, token.LBRACK, token.LBRACE:
			top.opens(t.kind)
			next := level{closer: map[token.Token]string{token.LPAREN: ")", token.LBRACK: "]", token.LBRACE: "}"}[t.kind]}
			next.begin()
			open = append(open, next)
		case token.RPAREN, token.RBRACK, token.RBRACE:
			if len(open) > 1 {
				open = open[:len(open)-1]
			}
			open[len(open)-1].closes(t.kind)
		default:
			top.add(t)
		}
	}
	return open
}

// level is the statement that the cursor is in.
func (q *query) level() level {
	all := q.levels()
	return all[len(all)-1]
}

func (l *level) begin() { *l = level{closer: l.closer, first: token.ILLEGAL, header: token.ILLEGAL} }

func (l *level) add(t tok) {
	switch {
	case t.kind == token.SEMICOLON && t.lit == ";" && l.header != token.ILLEGAL:
		l.semis++
		l.assigns = false
		return
	case t.kind == token.SEMICOLON, t.kind == token.COLON && (l.first == token.CASE || l.first == token.DEFAULT || l.n == 1):
		l.begin()
		return
	}
	if l.n == 0 {
		l.first = t.kind
		l.call = t.kind == token.GO || t.kind == token.DEFER
	}
	l.n++
	l.last = t.kind
	switch t.kind {
	case token.IF, token.FOR, token.SWITCH:
		l.header, l.semis, l.assigns, l.ranges, l.pending = t.kind, 0, false, false, false
	case token.FUNC:
		l.pending = l.first != token.FUNC || l.n > 1
	case token.ASSIGN, token.DEFINE:
		l.assigns = true
	case token.RANGE:
		l.ranges = true
	}
}

func (l *level) opens(kind token.Token) {
	l.n++
	if l.n == 1 {
		l.first = kind
	}
	l.inside = true
	l.generic = kind == token.LBRACK && l.n == 3 && (l.first == token.TYPE || l.first == token.FUNC)
	if kind != token.LBRACE {
		return
	}
	if l.pending {
		l.pending = false
	} else {
		l.header = token.ILLEGAL
	}
}

func (l *level) closes(kind token.Token) {
	l.inside, l.generic, l.last = false, false, kind
}

// closing is what makes the text before the cursor, and a name, whole.
func (q *query) closing() string {
	var b strings.Builder
	levels := q.levels()
	for i := len(levels) - 1; i >= 0; i-- {
		l := levels[i]
		b.WriteString(l.rest(levels, i))
		b.WriteString(l.closer)
	}
	return b.String()
}

// rest is what the statement lacks, once what is open in it has been closed.
func (l level) rest(levels []level, i int) string {
	last := l.last
	if l.inside {
		last = map[string]token.Token{")": token.RPAREN, "]": token.RBRACK, "}": token.RBRACE}[levels[i+1].closer]
	}
	switch {
	case l.header == token.FOR && l.semis == 1:
		return "; {}"
	case l.header == token.FOR && l.semis == 0 && l.assigns && !l.ranges:
		return "; ; {}"
	case l.header == token.IF && l.assigns:
		return "; true {}"
	case l.header == token.SWITCH && l.assigns:
		return "; {}"
	case l.header != token.ILLEGAL:
		return " {}"
	case l.first == token.CASE:
		return ":"
	case l.call && (!l.inside || last != token.RPAREN):
		return "()"
	case l.generic && l.first == token.TYPE:
		return " int"
	case l.generic:
		return "()"
	}
	return ""
}
