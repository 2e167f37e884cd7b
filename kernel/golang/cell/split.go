package cell

import (
	"go/token"
	"sort"
)

// halves are two texts of the cell's layout. What is blank in one is in the other.
type halves struct {
	decls []byte // imports, functions and methods
	stmts []byte // everything else
}

// split tells package-level text from statements. It only has to recognise package, import and
// func at the start of a statement at bracket depth 0; the parser does the rest.
func split(c *Cell, t *text) halves {
	var cuts []span
	depth, start := 0, true
	for i := 0; i < len(t.toks); i++ {
		k := t.toks[i]
		if start && depth == 0 {
			switch {
			case k.kind == token.PACKAGE:
				c.HasPackage, t.program = true, true
				if i > 0 {
					t.packages = append(t.packages, k.off)
				}
				last, end := t.chunk(i)
				blank(t.src, k.off, end)
				i = last
				continue
			case k.kind == token.IMPORT, k.kind == token.FUNC && isFuncDecl(t.toks[i:]):
				last, end := t.chunk(i)
				cuts = append(cuts, span{t.docStart(k.off), end})
				i = last
				continue
			}
		}
		switch k.kind {
		case token.LPAREN, token.LBRACK, token.LBRACE:
			depth++
		case token.RPAREN, token.RBRACK, token.RBRACE:
			depth = max(depth-1, 0)
		}
		start = k.kind == token.SEMICOLON
	}
	h := halves{decls: append([]byte(nil), t.src...), stmts: t.src}
	prev := 0
	for _, cut := range cuts {
		blank(h.decls, prev, cut.from)
		blank(h.stmts, cut.from, cut.to)
		prev = cut.to
	}
	blank(h.decls, prev, len(h.decls))
	return h
}

// chunk finds the end of the declaration that begins at token i: the index of the semicolon that
// ends it, and the offset behind it.
func (t *text) chunk(i int) (last, end int) {
	depth := 0
	for ; i < len(t.toks); i++ {
		switch k := t.toks[i]; k.kind {
		case token.LPAREN, token.LBRACK, token.LBRACE:
			depth++
		case token.RPAREN, token.RBRACK, token.RBRACE:
			depth--
		case token.SEMICOLON:
			if depth <= 0 {
				if k.lit == ";" {
					return i, k.off + 1
				}
				return i, k.off
			}
		}
	}
	return len(t.toks), len(t.src)
}

// docStart is where the comments that stand directly above the declaration at off begin, or off.
func (t *text) docStart(off int) int {
	before := sort.Search(len(t.comments), func(i int) bool { return t.comments[i].from >= off })
	for i := before - 1; i >= 0; i-- {
		s := t.comments[i]
		lines := 0
		for _, b := range t.src[s.to:off] {
			switch b {
			case '\n':
				lines++
			case ' ', '\t', '\r':
			default:
				return off // code between the comment and the declaration
			}
		}
		if lines > 1 || !t.firstOnLine(s.from) {
			return off
		}
		off = s.from
	}
	return off
}

func (t *text) firstOnLine(off int) bool {
	for _, b := range t.src[lineStart(t.src, off):off] {
		if b != ' ' && b != '\t' {
			return false
		}
	}
	return true
}

// isFuncDecl tells "func Name" and "func (r R) Name(" from the literals "func(a int) T {" and
// "func(a int) T[int] {". k[0] is the func.
func isFuncDecl(k []tok) bool {
	if len(k) < 2 {
		return false
	}
	if k[1].kind == token.IDENT {
		return true
	}
	if k[1].kind != token.LPAREN {
		return false
	}
	i := closing(k, 1) + 1 // the token behind the receiver
	if i+1 >= len(k) || k[i].kind != token.IDENT {
		return false
	}
	if k[i+1].kind == token.LBRACK {
		i = closing(k, i+1)
	}
	return i+1 < len(k) && k[i+1].kind == token.LPAREN
}

// closing is the index of the bracket that closes the one at k[i], or len(k).
func closing(k []tok, i int) int {
	depth := 0
	for ; i < len(k); i++ {
		switch k[i].kind {
		case token.LPAREN, token.LBRACK, token.LBRACE:
			depth++
		case token.RPAREN, token.RBRACK, token.RBRACE:
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return i
}
