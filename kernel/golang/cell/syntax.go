package cell

import (
	"go/scanner"
	"go/token"
	"slices"
	"sort"
	"strings"
)

// A fault is what the parser found, at a byte offset of the cell.
type fault struct {
	off   int
	msg   string // the parser's words
	decls bool   // found in the half with imports and functions
}

// syntaxErrors turns the parser's errors into diagnostics: in the compiler's words, one per line,
// without the follow-up errors that the end of the text causes.
func (c *Cell) syntaxErrors(t *text, decls, stmts scanner.ErrorList) {
	var faults []fault
	add := func(list scanner.ErrorList, before int, isDecls bool) {
		for _, e := range list {
			if e.Msg == "imports must appear before other declarations" {
				continue // in a cell they may stand anywhere
			}
			faults = append(faults, fault{max(e.Pos.Offset-before, 0), e.Msg, isDecls})
		}
	}
	add(decls, len("package main\n//line :1:1\n")+len(FileName(c.Number)), true)
	add(stmts, len("package main;func _(){\n//line :1:1\n")+len(FileName(c.Number)), false)
	if t.stray >= 0 {
		faults = slices.DeleteFunc(faults, func(f fault) bool { return f.off > t.stray })
		if len(faults) == 0 {
			faults = append(faults, fault{off: t.stray, msg: "stray"})
		}
	}
	faults = append(faults, t.bodyOnNextLine()...)
	sort.SliceStable(faults, func(i, j int) bool {
		a, b := faults[i], faults[j]
		return a.off < b.off || a.off == b.off && strings.HasPrefix(a.msg, "illegal") && !strings.HasPrefix(b.msg, "illegal")
	})

	faults = t.withoutCommaFor(faults)
	lines, cut, tooMany := map[int]bool{}, false, false
	for _, f := range faults {
		if cut || f.off >= len(t.src) && len(c.Diagnostics) > 0 {
			break // the text ends too early, or is read wrongly, because of what was reported already
		}
		if lines[c.PosAt(f.off).Line] {
			continue
		}
		d := t.inCompilersWords(f)
		d.Pos = c.PosAt(d.off)
		if lines[d.Pos.Line] {
			continue
		}
		if len(c.Diagnostics) == MaxErrors {
			tooMany = true
			break
		}
		cut = f.msg == "string literal not terminated" // its other half begins one
		lines[d.Pos.Line] = true
		c.Diagnostics = append(c.Diagnostics, d.Diagnostic)
	}
	sort.SliceStable(c.Diagnostics, func(i, j int) bool { return c.Diagnostics[i].Pos.Before(c.Diagnostics[j].Pos) })
	if tooMany {
		c.Diagnostics = append(c.Diagnostics, TooMany(c.Number))
	}
}

// withoutCommaFor drops what the parser makes of the head of "for i := 0, i < 3, i++ {": the compiler reads on.
func (t *text) withoutCommaFor(faults []fault) []fault {
	for n := 0; n+1 < len(faults); n++ {
		if strings.HasPrefix(faults[n].msg, "expected boolean or range expression") && strings.HasPrefix(faults[n+1].msg, "expected '{'") {
			return slices.Delete(faults, n, n+1)
		}
	}
	return faults
}

// bodyOnNextLine finds "func f()" with its { on a line of its own, which cuts the function in two.
func (t *text) bodyOnNextLine() []fault {
	var found []fault
	for i, k := range t.toks {
		if k.kind != token.FUNC || i > 0 && t.toks[i-1].kind != token.SEMICOLON || !isFuncDecl(t.toks[i:]) {
			continue
		}
		last, _ := t.chunk(i)
		if last+1 < len(t.toks) && t.toks[last].lit == "\n" && t.toks[last-1].kind != token.RBRACE && t.toks[last+1].kind == token.LBRACE {
			found = append(found, fault{off: t.toks[last+1].off, msg: "unexpected semicolon or newline before {"})
		}
	}
	return found
}

// at is the index of the token at off, or of the next one.
func (t *text) at(off int) int {
	return sort.Search(len(t.toks), func(i int) bool { return t.toks[i].off >= off })
}

// enclosing is the index of the innermost bracket that is open before token i, or -1.
func (t *text) enclosing(i int) int {
	depth := 0
	for i--; i >= 0; i-- {
		switch t.toks[i].kind {
		case token.RPAREN, token.RBRACK, token.RBRACE:
			depth++
		case token.LPAREN, token.LBRACK, token.LBRACE:
			if depth == 0 {
				return i
			}
			depth--
		}
	}
	return -1
}

// statement is the first token of the statement that token i is in: behind the last semicolon or {.
func (t *text) statement(i int) int {
	depth := 0 // in literals of the statement
	for i--; i >= 0; i-- {
		switch k := t.toks[i].kind; {
		case k == token.RBRACE:
			depth++
		case k == token.LBRACE && depth > 0:
			depth--
		case depth == 0 && (k == token.SEMICOLON && t.toks[i].lit != ";" || k == token.LBRACE):
			return i + 1
		}
	}
	return 0
}

// found names the token at index i as the compiler does.
func (t *text) found(i int) string {
	if i >= len(t.toks) || t.toks[i].off >= len(t.src) {
		return "EOF"
	}
	k := t.toks[i]
	switch {
	case k.kind == token.SEMICOLON && k.lit == "\n":
		if i == len(t.toks)-1 && len(strings.TrimSpace(string(t.src[k.off:]))) == 0 {
			return "EOF"
		}
		return "newline"
	case k.kind == token.SEMICOLON:
		return "semicolon"
	case k.kind == token.COMMA:
		return "comma"
	case k.kind == token.IDENT:
		return "name " + k.lit
	case k.kind.IsLiteral():
		return "literal " + k.lit
	case k.kind.IsKeyword():
		return "keyword " + k.kind.String()
	case k.kind == token.ILLEGAL:
		return k.lit
	}
	return k.kind.String()
}
