package cell

import (
	"go/token"
	"strings"
)

// A level is a statement that has begun and not ended, inside of one of the brackets that are open at the
// end of a text.
type level struct {
	closer  string      // of the bracket that it is in; "" at the top level
	off     int         // of the bracket
	first   token.Token // of the statement
	header  token.Token // if, for or switch whose block has not come yet; else ILLEGAL
	pending bool        // a func whose body has not come yet
	assigns bool        // = or := in the statement, or in this clause of the header
	several bool        // a comma before that: the left side of an assignment
	ranges  bool        // range in the header
	semis   int         // in the header
	call    bool        // begins with go or defer, so it has to end with a call
	inside  bool        // a bracket of it is open
	last    token.Token // before the end or the open bracket; a closing bracket stands for its group
	generic bool        // type T[ or func F[: type parameters are being listed
	list    bool        // it is an element of a list with commas, not a statement of a block
	cases   bool        // it is in the block of a switch or select
	selects bool        // ... of a select
	clause  bool        // ... and a case or default of that block has come
	opening token.Token // switch or select whose block has not come yet; else ILLEGAL
	n       int         // tokens of the statement
}

// levels are the statements that are open behind the tokens, the outermost first. There is
// always one, that of the top level.
func levels(toks []tok) []level {
	open := []level{{}}
	open[0].begin()
	for _, t := range toks {
		top := &open[len(open)-1]
		switch t.kind {
		case token.LPAREN, token.LBRACK, token.LBRACE:
			next := level{closer: map[token.Token]string{token.LPAREN: ")", token.LBRACK: "]", token.LBRACE: "}"}[t.kind], off: t.off}
			next.list = t.kind != token.LBRACE || top.literal()
			next.cases = top.opening != token.ILLEGAL && t.kind == token.LBRACE && !top.pending
			next.selects = next.cases && top.opening == token.SELECT
			top.opens(t.kind)
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

// begin starts a statement.
func (l *level) begin() {
	*l = level{closer: l.closer, off: l.off, list: l.list, cases: l.cases, selects: l.selects, clause: l.clause,
		first: token.ILLEGAL, header: token.ILLEGAL, opening: token.ILLEGAL}
}

func (l *level) add(t tok) {
	switch {
	case t.kind == token.SEMICOLON && t.lit == ";" && l.header != token.ILLEGAL:
		l.semis++
		l.assigns = false
		l.last = t.kind
		return
	case t.kind == token.SEMICOLON, t.kind == token.COLON && (l.first == token.CASE || l.first == token.DEFAULT || l.n == 1):
		l.clause = l.clause || t.kind == token.COLON && l.cases
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
		l.opening = token.ILLEGAL
		if t.kind == token.SWITCH {
			l.opening = token.SWITCH
		}
	case token.SELECT:
		l.opening = token.SELECT
	case token.FUNC:
		l.pending = l.first != token.FUNC || l.n > 1
	case token.ASSIGN, token.DEFINE:
		l.assigns = true
	case token.COMMA:
		l.several = !l.list && !l.assigns
	case token.RANGE:
		l.ranges = true
	}
}

func (l *level) opens(kind token.Token) {
	l.n++
	if l.n == 1 {
		l.first = kind
	}
	l.inside, l.last = true, kind
	l.generic = kind == token.LBRACK && l.n == 3 && (l.first == token.TYPE || l.first == token.FUNC)
	if kind != token.LBRACE {
		return
	}
	if l.pending {
		l.pending = false
	} else {
		l.header, l.opening = token.ILLEGAL, token.ILLEGAL
	}
}

// literal reports whether a brace that comes now begins a composite literal.
func (l *level) literal() bool {
	switch {
	case l.pending || l.header != token.ILLEGAL || l.opening != token.ILLEGAL || l.first == token.FUNC:
		return false
	case l.n == 0 || l.last == token.COMMA || l.last == token.COLON:
		return l.list
	}
	return l.last == token.IDENT || l.last == token.RBRACK || l.last == token.RBRACE
}

func (l *level) closes(kind token.Token) { l.inside, l.generic, l.last = false, false, kind }

// tailOf is what makes the text whole once an operand, if one is due, stands at its end.
func tailOf(open []level) string {
	var b strings.Builder
	for i := len(open) - 1; i >= 0; i-- {
		last := open[i].last
		if open[i].inside {
			last = map[string]token.Token{")": token.RPAREN, "]": token.RBRACK, "}": token.RBRACE}[open[i+1].closer]
		}
		b.WriteString(open[i].rest(last))
		b.WriteString(open[i].closer)
	}
	return b.String()
}

// rest is what the statement lacks when what is open in it has been closed. last is then its last token.
func (l level) rest(last token.Token) string {
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
	case l.first == token.CASE && l.selects && l.several && !l.assigns:
		return " = <-x:"
	case l.first == token.CASE:
		return ":"
	case l.several && !l.assigns && !l.first.IsKeyword():
		return " = x"
	case l.call && l.pending:
		return " {}()"
	case l.call && (!l.inside || last != token.RPAREN):
		return "()"
	case l.generic && l.first == token.TYPE:
		return " int"
	case l.generic:
		return "()"
	}
	return ""
}

// An Open is where in a statement a text ends.
type Open struct {
	Tail  string // with this, and an operand before it, the text is whole, as far as can be said
	Call  bool   // the operand is to be called: it stands behind go or defer
	List  bool   // the end is inside of a bracket
	Loop  bool   // the end is in the header of a for
	Range bool   // ... where range may stand
}

// Unfinished says where in a statement src ends. It need not be whole.
func Unfinished(src string) Open {
	t := scan(&Cell{Number: 1, Source: src}, src)
	toks := t.toks
	if n := len(toks); n > 0 && toks[n-1].kind == token.SEMICOLON && toks[n-1].lit == "\n" && toks[n-1].off >= len(src) {
		toks = toks[:n-1] // the end of the text put it there
	}
	open := levels(toks)
	l := open[len(open)-1]
	return Open{
		Tail: tailOf(open), Call: l.call && !l.inside, List: l.closer != "", Loop: l.header == token.FOR,
		Range: l.header == token.FOR && (l.n == 1 || l.last == token.ASSIGN || l.last == token.DEFINE),
	}
}
