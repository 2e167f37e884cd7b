package cell

import "go/token"

// What stands around a token decides what the compiler expects there.

// afterCondition reports whether token i stands where the { of an if is missing: behind the bracket
// that people put around its condition.
func (t *text) afterCondition(i int) bool {
	k := t.statement(i)
	return k+1 < i && t.toks[k].kind == token.IF && t.toks[k+1].kind == token.LPAREN && closing(t.toks, k+1) == i-1
}

// afterFuncName reports whether token i stands behind the name of a function that is being declared.
func (t *text) afterFuncName(i int) bool {
	k := t.statement(i)
	if k+1 >= i || t.toks[k].kind != token.FUNC || t.toks[i-1].kind != token.IDENT {
		return false
	}
	return k+1 == i-1 || t.toks[k+1].kind == token.LPAREN && closing(t.toks, k+1) == i-2
}

// inHeader reports whether token i stands behind a whole if, for or switch header, where its { is missing.
func (t *text) inHeader(i int) bool {
	kw := t.has(i, token.IF, token.FOR, token.SWITCH)
	return kw != token.ILLEGAL && i < len(t.toks) && t.toks[i].kind != token.SEMICOLON && t.toks[i-1].kind != token.RBRACE && t.statement(i)+1 < i
}

// bodyWanted is what the compiler expects behind the header in front of token i: it names the clause if the
// header has all of its parts.
func (t *text) bodyWanted(i int) string {
	kw := t.has(i, token.IF, token.FOR, token.SWITCH)
	semicolons, ranged := t.semicolons(i), false
	for k := t.statement(i); k < i; k++ {
		ranged = ranged || t.toks[k].kind == token.RANGE
	}
	if ranged || kw == token.FOR && semicolons == 2 || kw == token.IF && semicolons == 1 {
		return ", expected { after " + kw.String() + " clause"
	}
	return ", expected {"
}

// isIndex reports whether the [ at index i follows an operand, without a space as gofmt writes it.
func (t *text) isIndex(i int) bool {
	switch k := t.toks[i-1]; k.kind {
	case token.RPAREN, token.RBRACK, token.RBRACE:
		return true
	case token.IDENT, token.INT, token.STRING:
		return k.off+len(k.lit) == t.toks[i].off
	}
	return false
}

// operandWanted reports whether token i follows a keyword that only an expression or a call can follow.
func (t *text) operandWanted(i int) bool {
	if i == 0 {
		return false
	}
	switch t.toks[i-1].kind {
	case token.DEFER, token.GO, token.IF, token.FOR:
		return true
	}
	return false
}

// outsideDeclarations is the first token of the top-level statement that token i is in, if the cell is a
// program and that is no declaration; else -1. The compiler reads no further than that token.
func (t *text) outsideDeclarations(i int) int {
	if !t.program || i >= len(t.toks) {
		return -1
	}
	for open := t.enclosing(i); open >= 0; open = t.enclosing(i) {
		i = open
	}
	k := t.statement(i)
	if k >= len(t.toks) || k > 0 && t.toks[k-1].kind != token.SEMICOLON {
		return -1
	}
	switch t.toks[k].kind {
	case token.PACKAGE, token.IMPORT, token.CONST, token.TYPE, token.VAR, token.FUNC, token.RBRACE, token.RPAREN, token.RBRACK, token.ILLEGAL, token.SEMICOLON:
		return -1
	case token.LBRACE:
		return -1 // of a function: see bodyOnNextLine
	}
	return k
}

// firstOutside is the first token of a statement outside of all brackets that is no declaration, before
// token i; -1 if there is none. A bracket too many leaves the rest of its function there.
func (t *text) firstOutside(i int) int {
	depth := 0
	for k := range t.toks[:min(i, len(t.toks))] {
		switch kind := t.toks[k].kind; kind {
		case token.LPAREN, token.LBRACK, token.LBRACE:
			depth++
		case token.RPAREN, token.RBRACK, token.RBRACE:
			depth--
		default:
			if depth == 0 && t.outsideDeclarations(k) == k {
				return k
			}
		}
	}
	return -1
}

// semicolons counts those that are typed in the statement in front of token i.
func (t *text) semicolons(i int) int {
	n := 0
	for k := t.statement(i); k < i; k++ {
		if t.toks[k].kind == token.SEMICOLON {
			n++
		}
	}
	return n
}

// magicInside reports whether the line of token i begins as a magic or a command does. Outside of brackets it would have
// been one.
func (t *text) magicInside(i int) bool {
	if i >= len(t.toks) {
		return false
	}
	start := lineStart(t.src, t.toks[i].off)
	k := t.at(start)
	if k+1 >= len(t.toks) || t.toks[k].off < start || t.toks[k+1].kind != token.IDENT && !t.toks[k+1].kind.IsKeyword() {
		return false
	}
	begins := k == 0 || t.toks[k-1].kind == token.SEMICOLON || t.toks[k-1].kind == token.LBRACE
	return begins && t.toks[k+1].off == t.toks[k].off+1 && (t.toks[k].kind == token.REM || t.toks[k].kind == token.NOT)
}
