package listing

import (
	"fmt"
	"go/ast"
	"go/scanner"
	"go/token"
	"go/types"
	"strings"

	"weft/kernel/golang/cell"
)

// body is what a cell's statements are in func main; "" if there are none.
func (b *builder) body(p *part) string {
	c := p.cell
	text := ""
	if p.sorted {
		text = b.inOrder(p)
	} else {
		edits := append(b.renames(p.uses), b.cuts(c)...)
		for i, s := range p.unit.Body {
			if i == p.unit.InitAt {
				from, _ := span(c, s)
				edits = append(edits, edit{from, from, b.calls(p, "init")})
			}
			edits = append(edits, b.statement(p, s, edits)...)
		}
		text = rewrite(c, 0, len(c.Source), edits)
	}
	if p.sorted || p.unit.InitAt >= len(p.unit.Body) {
		text += "\n" + b.calls(p, "init")
	}
	text = strings.Trim(text+"\n"+b.calls(p, "main"), " \t\r\n;")
	if text == "" {
		return ""
	}
	if p.wrapped {
		text = "func() {\n" + text + "\n}()"
	}
	return fmt.Sprintf("// %s\n%s\n\n", cellName(c.Number), text)
}

// calls are those of the cell's functions of this name, which a package would call by itself.
func (b *builder) calls(p *part, name string) string {
	text := ""
	for _, f := range p.funcs {
		if f.key == name {
			text += f.whole().name + "()\n"
		}
	}
	return text
}

// cuts takes declarations out, and makes comments of what is not Go.
func (b *builder) cuts(c *cell.Cell) []edit {
	var list []edit
	cut := func(n ast.Node, doc *ast.CommentGroup) {
		from, to := documented(c, bare(n), doc)
		list = append(list, edit{from, to, ""})
	}
	if c.HasPackage {
		list = append(list, clause(c))
	}
	for _, d := range c.File.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			cut(d, d.Doc)
		case *ast.GenDecl:
			cut(d, d.Doc)
		}
	}
	for _, s := range c.Stmts {
		if g := declOf(s); g != nil && g.Tok != token.VAR {
			cut(g, g.Doc)
		}
	}
	for _, m := range c.Magics {
		at := c.Offset(m.Pos)
		list = append(list, edit{at, at, "// not in the program: "})
	}
	return list
}

// clause takes the package clause out.
func clause(c *cell.Cell) edit {
	var s scanner.Scanner
	file := token.NewFileSet().AddFile("", -1, len(c.Source))
	s.Init(file, []byte(c.Source), nil, 0)
	from := -1
	for {
		pos, tok, lit := s.Scan()
		switch {
		case tok == token.EOF:
			return edit{}
		case tok == token.PACKAGE && from < 0:
			from = file.Offset(pos)
		case tok == token.IDENT && from >= 0:
			return edit{from, file.Offset(pos) + len(lit), ""}
		}
	}
}

// statement are the edits that a statement of the top level needs; others are those of the names in it.
func (b *builder) statement(p *part, s ast.Stmt, others []edit) []edit {
	for l, ok := s.(*ast.LabeledStmt); ok; l, ok = s.(*ast.LabeledStmt) {
		s = l.Stmt
	}
	c := p.cell
	switch s := s.(type) {
	case *ast.AssignStmt:
		if s.Tok == token.DEFINE && !b.declaresLocal(p, s) {
			at := c.Offset(c.Pos(s.TokPos))
			return []edit{{at, at + 2, "="}}
		}
	case *ast.DeclStmt:
		if g := declOf(s); g.Tok == token.VAR && !b.allLocal(p, s) {
			// The group of a cell with declarations only has a statement for each of its specs.
			from, to := span(c, whole(c, g))
			return []edit{{from, to, b.assignments(p, whole(c, g), others)}}
		}
	case *ast.ExprStmt:
		if !isStatement(p, s.X) {
			from, _ := span(c, s)
			return []edit{{from, from, "_ = "}}
		}
	}
	return nil
}

// whole is the declaration of the text that g, which may have one of its specs only, is a part of.
func whole(c *cell.Cell, g *ast.GenDecl) *ast.GenDecl {
	for _, s := range c.Stmts {
		if d := declOf(s); d != nil && d.Pos() <= g.Specs[0].Pos() && g.Specs[0].Pos() < d.End() {
			return d
		}
	}
	return g
}

// declaresLocal reports whether a := declares a variable of func main.
func (b *builder) declaresLocal(p *part, s *ast.AssignStmt) bool {
	local, any := false, false
	for _, v := range b.declared(p, s) {
		any = true
		if !v.global && v.again == nil && v.unit == p.unit && b.declaredBy(p, s, v) {
			local = true
		}
	}
	return local || !any
}

// declaredBy reports whether it is this statement that declares v, and not an earlier one of its cell.
func (b *builder) declaredBy(p *part, s ast.Stmt, v *version) bool {
	return s.Pos() <= v.obj.Pos() && v.obj.Pos() < s.End()
}

// allLocal reports whether all variables of a declaration are of func main, and new in it.
func (b *builder) allLocal(p *part, s *ast.DeclStmt) bool {
	for _, v := range b.declared(p, s) {
		if v.global || v.again != nil {
			return false
		}
	}
	return true
}

// assignments are what a var declaration does when its variables are declared elsewhere.
func (b *builder) assignments(p *part, g *ast.GenDecl, others []edit) string {
	var lines []string
	for _, spec := range g.Specs {
		spec := spec.(*ast.ValueSpec)
		text := func(n ast.Node) string {
			from, to := span(p.cell, n)
			return rewrite(p.cell, from, to, others)
		}
		var names, values []string
		for _, id := range spec.Names {
			names = append(names, text(id))
		}
		for _, v := range spec.Values {
			values = append(values, text(v))
		}
		switch {
		case len(values) == 0:
			for _, id := range spec.Names {
				lines = append(lines, b.zeroed(p, id, text)...)
			}
		case spec.Type != nil && onlyBlank(spec):
			lines = append(lines, "var "+strings.Join(names, ", ")+" "+text(spec.Type)+" = "+strings.Join(values, ", "))
		default:
			lines = append(lines, strings.Join(names, ", ")+" = "+strings.Join(values, ", "))
		}
	}
	return strings.Join(lines, "\n")
}

func onlyBlank(spec *ast.ValueSpec) bool {
	for _, id := range spec.Names {
		if id.Name != "_" {
			return false
		}
	}
	return true
}

// zeroed makes a variable zero that is declared without a value, if it may be anything else.
func (b *builder) zeroed(p *part, id *ast.Ident, text func(ast.Node) string) []string {
	v := b.versionOf(p.unit, p.unit.Info.ObjectOf(id))
	if v == nil || v.again == nil && !p.labels {
		return nil // of the package, and not used before
	}
	return []string{fmt.Sprintf("%s = *new(%s)", text(id), b.typ(p.unit, v.obj.Type()))}
}

// inOrder writes the variables of a cell that has declarations only in the order in which Go sets them.
func (b *builder) inOrder(p *part) string {
	var lines []string
	edits := b.renames(p.uses)
	for _, s := range p.unit.Body {
		if line := b.assignments(p, declOf(s), edits); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

// isStatement reports whether Go accepts an expression as a statement.
func isStatement(p *part, e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.UnaryExpr:
		return e.Op == token.ARROW
	case *ast.CallExpr:
		tv := p.unit.Info.Types[e.Fun]
		if !tv.IsBuiltin() {
			return !tv.IsType()
		}
		if id, ok := ast.Unparen(e.Fun).(*ast.Ident); ok && p.unit.Info.Uses[id].Parent() == types.Universe {
			switch id.Name {
			case "clear", "close", "copy", "delete", "panic", "print", "println", "recover":
				return true
			}
		}
	}
	return false
}
