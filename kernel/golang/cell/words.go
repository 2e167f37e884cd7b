package cell

import (
	"go/token"
	"strings"
)

// A worded fault is one in the compiler's words; off may differ from the parser's.
type worded struct {
	Diagnostic
	off int
}

// inCompilersWords translates the errors of go/parser and go/scanner into those of
// cmd/compile/internal/syntax, as far as the token, what stands before it and what encloses it tell.
func (t *text) inCompilersWords(f fault) worded {
	w := t.worded(f)
	if w.Hint == "" {
		w.Hint = t.habit(t.at(f.off), w.Message)
	}
	return w
}

// worded is inCompilersWords without the hints for what the message does not tell.
func (t *text) worded(f fault) worded {
	w := worded{off: f.off}
	i := t.at(f.off)
	if msg, ok := t.lexical(f, &w); ok {
		w.Message = msg
		return w
	}
	if k := t.outsideDeclarations(i); k >= 0 {
		w.off = t.toks[k].off
		w.Message = "syntax error: non-declaration statement outside function body"
		w.Hint = t.habit(i, "") // of the place where the parser gave up
		return w
	}
	switch {
	case f.msg == "stray" && t.program:
		w.Message = "syntax error: non-declaration statement outside function body"
		w.Hint = "there is a " + t.found(i) + " too many here or above"
		if k := t.firstOutside(i); k >= 0 {
			w.off = t.toks[k].off
		}
	case f.msg == "stray":
		w.Message = "syntax error: unexpected " + t.found(i)
		w.Hint = "nothing is open that it could close"
	case strings.HasPrefix(f.msg, "expression in "):
		w.Message = f.msg
		if k := t.goOrDefer(i); k+1 < len(t.toks) {
			w.off = t.toks[k+1].off
			w.Hint = t.callWanted(k)
		}
	case f.msg == "expected 1 expression":
		t.listAsStatement(i, &w)
	case f.msg == "expected '==', found '='" && t.enclosing(i) >= 0 && t.toks[t.enclosing(i)].kind == token.LPAREN:
		w.Message = "syntax error: unexpected = in argument list; possibly missing comma or )"
		w.Hint = "an argument has no name; a comparison is written =="
	case f.msg == "missing import path" || f.decls && i > 0 && i <= len(t.toks) && t.toks[i-1].kind == token.IMPORT && strings.HasPrefix(f.msg, "expected "):
		w.Message = "missing import path"
		w.Hint = "import \"fmt\": the path is a string"
	case f.msg == "illegal label declaration":
		w.Message = "syntax error: unexpected " + t.found(i) + " at end of statement"
	case strings.HasPrefix(f.msg, "expected '{'") && t.found(i) != "EOF" && (t.has(i, token.SELECT) != token.ILLEGAL || t.has(i, token.SWITCH) != token.ILLEGAL && (t.found(i) == "newline" || t.semicolons(i) > 0)):
		w.Message = "syntax error: missing { after " + t.has(i, token.SELECT, token.SWITCH).String() + " clause"
	case strings.HasPrefix(f.msg, "expected type") && i > 0 && (t.toks[i-1].kind == token.CHAN || i > 1 && t.toks[i-1].kind == token.ARROW && t.toks[i-2].kind == token.CHAN):
		w.Message = "syntax error: missing channel element type"
	case f.msg == "can only use ... with final parameter in list", f.msg == "can only use ... with final parameter":
		w.Message = "can only use ... with final parameter"
	case strings.HasPrefix(f.msg, "expected boolean expression, found assignment"), strings.HasPrefix(f.msg, "expected boolean or range expression, found assignment"):
		t.assignmentAsValue(i, &w)
	case strings.HasPrefix(f.msg, "missing ','"):
		_, context, _ := strings.Cut(f.msg, " in ")
		w.Message = "syntax error: unexpected " + t.found(i) + " in " + context + "; possibly missing comma or " + t.closer(i)
	case strings.HasPrefix(f.msg, "expected "):
		want, _, _ := strings.Cut(strings.TrimPrefix(f.msg, "expected "), ", found")
		w.Message = "syntax error: unexpected " + t.found(i) + t.expectation(want, i, f.decls)
	default:
		w.Message = "syntax error: " + strings.Replace(f.msg, "expecting", "expected", 1)
	}
	return w
}

// lexical translates what the scanner says. The compiler does not call these syntax errors.
func (t *text) lexical(f fault, w *worded) (string, bool) {
	switch {
	case strings.HasPrefix(f.msg, "missing ','"):
		return "", false // in composite literal
	case f.msg == "illegal UTF-8 encoding":
		return "invalid UTF-8 encoding", true
	case f.msg == "illegal character NUL":
		return "invalid NUL character", true
	case strings.HasPrefix(f.msg, "illegal character "):
		w.Hint = lookalike(f.msg)
		if strings.HasPrefix(f.msg, "illegal character U+003F") && t.enclosing(t.at(f.off)) < 0 {
			w.Hint = "Go has no a ? b : c; write if and else"
		}
		return "invalid character " + strings.TrimPrefix(f.msg, "illegal character "), true
	case f.msg == "string literal not terminated":
		w.off = lineEnd(t.src, f.off)
		w.Hint = "no \" ends the text in this line; text of several lines stands between backquotes: `...`"
		return "newline in string", true
	case f.msg == "raw string literal not terminated":
		w.Hint = "no backquote ends the text"
		return "string not terminated", true
	case f.msg == "rune literal not terminated":
		return "rune literal not terminated", true
	case f.msg == "illegal rune literal":
		if strings.HasPrefix(string(t.src[min(f.off, len(t.src)):]), "''") {
			w.off = f.off + 1
			return "empty rune literal or unescaped '", true
		}
		w.Hint = "single quotes hold one character; text stands between double quotes: \"...\""
		return "more than one character in rune literal", true
	case f.msg == "unknown escape sequence":
		w.Hint = "a backslash is written \\\\ in text, or as it is between backquotes: `...`"
		return "unknown escape", true
	case f.msg == "comment not terminated", strings.Contains(f.msg, " literal"), strings.Contains(f.msg, "escape"), strings.HasPrefix(f.msg, "'_' must"), strings.Contains(f.msg, "exponent"):
		return f.msg, !strings.HasPrefix(f.msg, "expected")
	}
	return "", false
}

// expectation is the end of the message: what could have stood instead of token i.
func (t *text) expectation(want string, i int, decls bool) string {
	open := t.enclosing(i)
	switch want {
	case "';'":
		if open >= 0 && t.found(i) == "EOF" {
			if t.toks[open].kind != token.LBRACE {
				return " in argument list; possibly missing comma or " + t.closer(i)
			}
			return ", expected }"
		}
		if open >= 0 && open > 0 && t.toks[open].kind == token.LBRACE {
			switch t.toks[open-1].kind {
			case token.STRUCT:
				if k := t.statement(i); k == i-1 && t.toks[k].kind == token.IDENT {
					return ", expected type" // behind the name of a field
				}
				return " in struct type; possibly missing semicolon or newline or }"
			case token.INTERFACE:
				return " in interface type; possibly missing semicolon or newline or }"
			}
		}
		if open < 0 && t.afterFuncName(i) {
			return ", expected ("
		}
		if open < 0 && (decls || t.program) {
			return " after top level declaration"
		}
		if t.operandWanted(i) {
			return ", expected expression"
		}
		if t.afterCondition(i) || t.inHeader(i) {
			return t.bodyWanted(i)
		}
		if i < len(t.toks) && t.toks[i].kind == token.DEFINE && t.has(i, token.VAR) == token.VAR {
			return ", expected ="
		}
		return " at end of statement"
	case "statement":
		if open >= 0 && t.has(open, token.SWITCH, token.SELECT) != token.ILLEGAL && (t.toks[i-1].kind == token.COLON || t.toks[i-1].kind == token.SEMICOLON) {
			return ", expected case or default or }"
		}
		if before := t.statement(i); before < i && t.toks[i-1].kind != token.SEMICOLON {
			return " at end of statement"
		}
		if open < 0 {
			return ", expected statement"
		}
		return ", expected }"
	case "'}'":
		if open > 0 && t.toks[open-1].kind == token.STRUCT {
			return ", expected field name or embedded type"
		}
		if open > 0 && t.toks[open-1].kind == token.INTERFACE {
			return " in interface type; possibly missing semicolon or newline or }"
		}
		if open >= 0 && t.has(open, token.SWITCH, token.SELECT) != token.ILLEGAL {
			return ", expected case or default or }"
		}
	case "'{'":
		kw := t.has(i, token.FOR, token.IF, token.SWITCH, token.SELECT)
		if k := t.statement(i); kw == token.ILLEGAL && k > 0 {
			kw = t.has(k-1, token.IF) // its line end was read as the semicolon of if init; condition
		}
		if kw != token.ILLEGAL && t.found(i) == "newline" {
			return ", expected { after " + kw.String() + " clause"
		}
		if t.operandWanted(i) {
			return ", expected expression"
		}
		if t.inHeader(i) {
			return t.bodyWanted(i)
		}
	case "']'", "'=='":
		if open > 0 && t.toks[open].kind == token.LBRACK && t.isIndex(open) {
			return ", expected comma, : or ]"
		}
	case "'chan'":
		return ", expected keyword chan"
	case "declaration":
		if i > 0 && t.toks[i-1].lit != "\n" {
			return " after top level declaration"
		}
	case "'('":
		if t.program && open < 0 && i > 0 && t.toks[i-1].kind == token.FUNC {
			return ", expected name or ("
		}
	case "operand":
		if i > 0 && i < len(t.toks) && t.toks[i].kind == token.RBRACK && t.toks[i-1].kind == token.LBRACK {
			return ", expected operand"
		}
		return ", expected expression"
	case "selector or type assertion":
		return ", expected name or ("
	case "'IDENT'":
		return ", expected name"
	case "type":
		if i < len(t.toks) && t.toks[i].kind == token.DEFINE {
			return ", expected ="
		}
		if k := t.statement(i); k == i-2 && t.toks[k].kind == token.TYPE {
			return " in type declaration"
		}
	}
	return ", expected " + strings.Trim(want, "'")
}

// listAsStatement words "a, b" as a statement. Token i begins it.
func (t *text) listAsStatement(i int, w *worded) {
	depth, operand := 0, false // behind an operand, where it can end
	for ; i < len(t.toks); i++ {
		k := t.toks[i]
		switch k.kind {
		case token.LPAREN, token.LBRACK, token.LBRACE:
			if depth == 0 && operand && k.kind == token.LBRACE && !t.isIndex(i) {
				operand = false
				break
			}
			depth++
		case token.RPAREN, token.RBRACK, token.RBRACE:
			depth--
		}
		ends := k.kind == token.SEMICOLON || k.kind == token.COLON || k.kind == token.DEFINE || k.kind == token.ARROW && operand ||
			operand && (k.kind == token.IDENT || k.kind.IsLiteral() || k.kind.IsKeyword())
		if depth < 0 || depth == 0 && ends {
			break
		}
		operand = k.kind == token.IDENT || k.kind.IsLiteral() || k.kind == token.RPAREN || k.kind == token.RBRACK || k.kind == token.RBRACE
	}
	if i < len(t.toks) {
		w.off = t.toks[i].off
	}
	w.Message = "syntax error: unexpected " + t.found(i) + ", expected := or = or comma"
	w.Hint = "to see several values, print them: fmt.Println(a, b)"
}

// goOrDefer is the go or defer whose statement ends before token i.
func (t *text) goOrDefer(i int) int {
	depth := 0
	for i--; i >= 0; i-- {
		switch t.toks[i].kind {
		case token.RPAREN, token.RBRACK, token.RBRACE:
			depth++
		case token.LPAREN, token.LBRACK, token.LBRACE:
			depth--
		case token.GO, token.DEFER:
			if depth == 0 {
				return i
			}
		}
	}
	return len(t.toks)
}

// has is the first of the wanted keywords that begins the statement of token i, else ILLEGAL.
func (t *text) has(i int, want ...token.Token) token.Token {
	if k := t.statement(i); k < len(t.toks) && k < i {
		for _, w := range want {
			if t.toks[k].kind == w {
				return w
			}
		}
	}
	return token.ILLEGAL
}

// closer is the bracket that would close what encloses token i.
func (t *text) closer(i int) string {
	if open := t.enclosing(i); open >= 0 {
		switch t.toks[open].kind {
		case token.LBRACK:
			return "]"
		case token.LBRACE:
			return "}"
		}
	}
	return ")"
}

// assignmentAsValue words "if x = 1 {". Token i begins the assignment.
func (t *text) assignmentAsValue(i int, w *worded) {
	op, end := i, i
	for op < len(t.toks) && t.toks[op].kind != token.ASSIGN && t.toks[op].kind != token.DEFINE {
		op++
	}
	for end = op; end < len(t.toks) && t.toks[end].kind != token.LBRACE && t.toks[end].kind != token.SEMICOLON; {
		end++
	}
	if end >= len(t.toks) {
		w.Message = "syntax error: cannot use assignment as value"
		return
	}
	w.off = t.toks[op].off
	text := strings.Join(strings.Fields(t.whole[t.toks[i].off:t.toks[end].off]), " ")
	if t.toks[op].kind == token.ASSIGN {
		text = "assignment " + text
		w.Hint = "comparison is written =="
	}
	w.Message = "syntax error: cannot use " + text + " as value"
}
