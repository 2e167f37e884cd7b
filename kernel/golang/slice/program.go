package slice

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"weft/kernel/golang/cell"
	"weft/kernel/golang/check"
)

// BodyName is the function that holds the cell's statements.
const BodyName = mark + "cell"

// cellFile is the file with the learner's text.
func (s *slicer) cellFile() string {
	text := s.declared()
	if s.options.Kind != Func && s.options.Kind != Processes {
		text += s.body()
	}
	return "package main\n\n" + s.file.imports() + text
}

// declared are the declarations of the session that the program needs, and those of the cell.
func (s *slicer) declared() string {
	var b strings.Builder
	for _, d := range s.order {
		b.WriteString(s.earlierDecl(d))
	}
	for _, obj := range s.objects() {
		if s.before[obj] {
			b.WriteString(s.valueDecl(obj))
		}
	}
	return b.String() + s.ownDecls()
}

// earlierDecl is a declaration of an earlier cell.
func (s *slicer) earlierDecl(d *check.Decl) string {
	switch n := d.Node.(type) {
	case *ast.FuncDecl:
		return s.funcDecl(d.Cell, n)
	case *ast.TypeSpec:
		return s.typeSpec(d.Cell, n)
	}
	return s.valueDecl(d.Obj)
}

func (s *slicer) typeSpec(c *cell.Cell, n *ast.TypeSpec) string {
	return s.pieceFrom(c, n, n, "type ", s.edits(c, n)...)
}

// funcDecl is a function with the compiler's directives that stand above it.
func (s *slicer) funcDecl(c *cell.Cell, n *ast.FuncDecl) string {
	directives := ""
	if n.Doc != nil {
		for _, l := range n.Doc.List {
			if strings.HasPrefix(l.Text, "//go:") {
				directives += line(c.Pos(l.Pos())) + l.Text + "\n"
			}
		}
	}
	bare := *n
	bare.Doc = nil
	return directives + s.piece(c, &bare, append(s.edits(c, &bare), s.counters(c, &bare)...)...)
}

// valueDecl declares a variable or constant that is not the cell's.
func (s *slicer) valueDecl(obj types.Object) string {
	name := obj.Name()
	if n := s.names[obj]; n != "" {
		name = n
	}
	c, ok := obj.(*types.Const)
	if !ok {
		return fmt.Sprintf("var %s %s\n", name, s.file.typ(obj.Type()))
	}
	typ := ""
	if b, ok := c.Type().(*types.Basic); !ok || b.Info()&types.IsUntyped == 0 {
		typ = " " + s.file.typ(c.Type())
	}
	return fmt.Sprintf("const %s%s = %s\n", name, typ, constant(c))
}

// ownDecls are the cell's own declarations, variables without their values.
func (s *slicer) ownDecls() string {
	var b strings.Builder
	c := s.unit.Cell
	for _, d := range c.File.Decls {
		if f, ok := d.(*ast.FuncDecl); ok {
			b.WriteString(s.funcDecl(c, f))
		}
	}
	for _, stmt := range c.Stmts {
		for l, ok := stmt.(*ast.LabeledStmt); ok; l, ok = stmt.(*ast.LabeledStmt) {
			stmt = l.Stmt
		}
		if g := declOf(stmt); g != nil && g.Tok != token.VAR {
			b.WriteString(s.piece(c, g, s.edits(c, g)...))
		}
	}
	for _, v := range s.unit.Vars {
		if s.hidden(v.Type()) == "" {
			b.WriteString(s.valueDecl(v))
			continue
		}
		s.refuse(cell.Locate(s.unit.Fset, v.Pos()), fmt.Sprintf("%s has a type that cannot be written here: %s", v.Name(), s.hidden(v.Type())),
			"use it inside of a function, or keep it in a variable of an interface type")
	}
	return b.String()
}

// declOf is the declaration that a statement is.
func declOf(s ast.Stmt) *ast.GenDecl {
	if d, ok := s.(*ast.DeclStmt); ok {
		if g, ok := d.Decl.(*ast.GenDecl); ok {
			return g
		}
	}
	return nil
}
