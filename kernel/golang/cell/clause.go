package cell

import (
	"go/ast"
	"go/token"
)

// clauses finds what is in the wrong place in a cell with a package clause, to which the compiler's
// rules for files apply: the clause comes first, then imports, then declarations only.
func (c *Cell) clauses(t *text) {
	if !c.HasPackage || len(c.Diagnostics) > 0 {
		return
	}
	for _, off := range t.packages {
		c.addHint(c.PosAt(off), "syntax error: package statement must be first", "a cell needs no package clause")
	}
	if late := c.lateImport(); late != nil {
		c.addHint(c.Pos(late.Pos()), "syntax error: imports must appear before other declarations",
			"in a cell without a package clause they may stand anywhere")
	}
	for _, s := range c.Stmts {
		if _, decl := s.(*ast.DeclStmt); !decl {
			c.addHint(c.Pos(s.Pos()), "syntax error: non-declaration statement outside function body",
				"statements go into func main, or into a cell without a package clause")
			break
		}
	}
}

// lateImport is the first import behind another declaration, or nil.
func (c *Cell) lateImport() ast.Decl {
	first := Pos{}
	note := func(p token.Pos) {
		if at := c.Pos(p); !first.IsValid() || at.Before(first) {
			first = at
		}
	}
	for _, s := range c.Stmts {
		note(s.Pos())
	}
	for _, d := range c.File.Decls {
		if g, ok := d.(*ast.GenDecl); !ok || g.Tok != token.IMPORT {
			note(d.Pos())
		}
	}
	for _, d := range c.File.Decls {
		if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.IMPORT && first.IsValid() && first.Before(c.Pos(g.Pos())) {
			return d
		}
	}
	return nil
}

func (c *Cell) addHint(p Pos, msg, hint string) {
	if len(c.Diagnostics) < MaxErrors {
		c.Diagnostics = append(c.Diagnostics, Diagnostic{Pos: p, Message: msg, Hint: hint})
	}
}
