package cell

import "go/token"

// Declared are the names that the cell's top level declares, as far as its text tells if it has errors.
func (c *Cell) Declared() []string {
	text := []byte(c.Source)
	if c.Block != nil {
		blank(text, 0, len(text)-len(c.Block.Body))
	}
	src := string(text)
	t := scan(&Cell{Source: src}, src)
	var names []string
	group := -1 // the ( of a group of declarations
	for i, tok := range t.toks {
		begins := i == 0 || t.toks[i-1].kind == token.SEMICOLON || i-1 == group
		if !begins || !t.outermost(i, group) {
			continue
		}
		switch {
		case tok.kind == token.VAR || tok.kind == token.CONST || tok.kind == token.TYPE:
			if i+1 < len(t.toks) && t.toks[i+1].kind == token.LPAREN {
				group = i + 1
				continue
			}
			names = append(names, t.list(i+1, tok.kind)...)
		case tok.kind == token.FUNC:
			if i+1 < len(t.toks) && t.toks[i+1].kind == token.IDENT {
				names = append(names, t.toks[i+1].lit)
			}
		case tok.kind == token.IDENT && group >= 0 && t.enclosing(i) == group:
			names = append(names, t.list(i, token.VAR)...)
		case tok.kind == token.IDENT:
			names = append(names, t.list(i, token.DEFINE)...)
		}
	}
	return names
}

// outermost reports whether a statement that begins at token i belongs to the top level, or to a group of declarations
// there. In a text in which brackets are missing, what begins a line without white space does.
func (t *text) outermost(i, group int) bool {
	open := t.enclosing(i)
	return open < 0 || open == group || t.at(lineStart(t.src, t.toks[i].off)) == i && t.margin(i) == ""
}

// list are the names from token i on that are separated by commas. If they are those of a :=, it has to follow.
func (t *text) list(i int, kind token.Token) []string {
	var names []string
	for ; i < len(t.toks) && t.toks[i].kind == token.IDENT; i += 2 {
		if t.toks[i].lit != "_" {
			names = append(names, t.toks[i].lit)
		}
		if i+1 >= len(t.toks) || t.toks[i+1].kind != token.COMMA {
			i++
			break
		}
	}
	if kind == token.DEFINE && (i >= len(t.toks) || t.toks[i].kind != token.DEFINE) {
		return nil
	}
	return names
}
