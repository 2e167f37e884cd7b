package slice

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"

	"weft/kernel/golang/cell"
)

// pathName stands for a file's path, as a string literal, in the cells that carry variables.
const pathName = `"` + mark + `path"`

// ExportTo is the source of a cell that writes In to a file; "" if there is nothing to write.
func (p *Program) ExportTo(path string) string { return withPath(p.export, path) }

// ImportFrom is the source of a cell that sets the variables which came back in a file; "" if there are none.
// The session must know what Declare declares.
func (p *Program) ImportFrom(path string) string { return withPath(p.imports, path) }

func withPath(source, path string) string {
	return strings.ReplaceAll(source, pathName, fmt.Sprintf("%q", path))
}

// exportCell writes the variables that come in.
func (s *slicer) exportCell() string {
	w := newWriter(s.unit.Pkg)
	c := newCodec(w.typ, w.pkg, s.candidates)
	var b strings.Builder
	for _, v := range s.variables {
		if !v.fresh {
			fmt.Fprintf(&b, "%sw.Var(%q)\n%s", mark, v.obj.Name(), c.put(v.obj.Type(), v.obj.Name()))
		}
	}
	if b.Len() == 0 {
		return ""
	}
	cross := w.pkg(CrossPath, "cross")
	body := fmt.Sprintf("%sw := %s.NewWriter()\n%sif %se := %s.Save(%s, %sw); %se != nil {\npanic(%se)\n}\n", mark, cross, b.String(), mark, cross, pathName, mark, mark, mark)
	return s.exchange(w.imports()+strings.Join(c.puts, ""), body)
}

// importCell sets the variables that come back.
func (s *slicer) importCell() string {
	w := newWriter(s.unit.Pkg)
	c := newCodec(w.typ, w.pkg, s.candidates)
	var b strings.Builder
	any := false
	for _, r := range s.reports() {
		fmt.Fprintf(&b, "if %sr.Bool() {\n%sr.Var(%q)\n%sr.Bytes()\n}\n", mark, mark, r, mark)
	}
	for _, v := range s.variables {
		if !v.back {
			fmt.Fprintf(&b, "%sr.Bool()\n", mark)
			continue
		}
		any = true
		fmt.Fprintf(&b, "if %sr.Bool() {\n%sr.Var(%q)\n%s = %s\n}\n", mark, mark, v.obj.Name(), v.obj.Name(), c.get(v.obj.Type()))
	}
	if !any {
		return ""
	}
	cross := w.pkg(CrossPath, "cross")
	body := fmt.Sprintf("%sr := %s.Load(%s)\n%sr.Texts()\n%sif %se := %sr.End(); %se != nil {\npanic(%se)\n}\n", mark, cross, pathName, mark, b.String(), mark, mark, mark, mark)
	return s.exchange(w.imports()+strings.Join(c.gets, ""), body)
}

// exchange is a cell of functions and statements of ours.
func (s *slicer) exchange(decls, body string) string {
	s.predeclared(decls + "func _() {\nvar @ error\nif @ != nil {\npanic(@)\n}\n}\n") // as the body does
	return decls + "{\n" + body + "}\n"
}

// predeclared refuses cells of ours that rely on predeclared names which the session has taken.
func (s *slicer) predeclared(decls string) {
	f, err := parser.ParseFile(token.NewFileSet(), "", "package main\n"+strings.ReplaceAll(decls, "@", mark), 0)
	if err != nil {
		panic(fmt.Sprintf("slice: %v in generated code", err))
	}
	selected := map[*ast.Ident]bool{}
	used := map[string]bool{}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			selected[n.Sel] = true
		case *ast.FuncDecl:
			selected[n.Name] = true
		case *ast.Ident:
			if types.Universe.Lookup(n.Name) != nil && !selected[n] {
				used[n.Name] = true
			}
		}
		return true
	})
	for _, name := range slices.Sorted(maps.Keys(used)) {
		if s.unit.Declared(name) {
			s.refuse(cell.Pos{Cell: s.unit.Cell.Number, Line: 1, Col: 1}, "values cannot be passed to compiled code: the session has something called "+name+", which takes the name of a predeclared one", "give it another name")
		}
	}
}

// declareCell is the cell's text with everything blanked but what it declares; its new variables that
// cross come behind that, with their positions but without values.
func (s *slicer) declareCell() string {
	list, vars := s.declarations(), s.declareVars()
	if len(list) == 0 && vars == "" {
		return ""
	}
	return s.blanked(func(ast.Node) bool { return true }) + vars
}

// blanked is the cell's text with everything blanked but the declarations for which keep is true.
func (s *slicer) blanked(keep func(ast.Node) bool) string {
	c := s.unit.Cell
	text := []byte(c.Source)
	done := 0
	for _, n := range s.declarations() {
		if !keep(n) {
			continue
		}
		from := n.Pos()
		if f, ok := n.(*ast.FuncDecl); ok && f.Doc != nil {
			from = f.Doc.Pos()
		}
		blank(text[done:c.Offset(c.Pos(from))])
		done = c.Offset(c.Pos(n.End()))
	}
	blank(text[done:])
	return string(text)
}

// declareVars declares the new variables that cross.
func (s *slicer) declareVars() string {
	w := newWriter(s.unit.Pkg)
	for _, im := range s.unit.Imports {
		if im.Name != "_" && im.Name != "." && !s.unit.Declared(im.Name) {
			w.spelled[im.Path] = im.Name // the session has it under this name
		}
	}
	var b strings.Builder
	for _, v := range s.variables {
		if v.fresh {
			fmt.Fprintf(&b, "\nvar %s%s %s", inline(cell.Locate(s.unit.Fset, v.obj.Pos())), v.obj.Name(), w.typ(v.obj.Type()))
		}
	}
	if b.Len() == 0 {
		return ""
	}
	return "\n" + w.imports() + b.String()[1:] + "\n"
}

// declarations are the cell's declarations that become the session's: not what stays in the
// compiled cell.
func (s *slicer) declarations() []ast.Node {
	c := s.unit.Cell
	var list []ast.Node
	for _, d := range c.File.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && (f.Recv == nil && (f.Name.Name == "init" || f.Name.Name == "main") || s.staying(d)) {
			continue
		}
		list = append(list, d)
	}
	for _, stmt := range c.Stmts {
		for l, ok := stmt.(*ast.LabeledStmt); ok; l, ok = stmt.(*ast.LabeledStmt) {
			stmt = l.Stmt
		}
		if g := declOf(stmt); g != nil && g.Tok != token.VAR && !s.staying(g) {
			list = append(list, g)
		}
	}
	slices.SortFunc(list, func(a, b ast.Node) int { return c.Offset(c.Pos(a.Pos())) - c.Offset(c.Pos(b.Pos())) })
	return list
}

// key is the name of a function or method: "f", "T.m".
func key(fn *types.Func) string {
	if recv := fn.Signature().Recv(); recv != nil {
		t := recv.Type()
		if p, ok := types.Unalias(t).(*types.Pointer); ok {
			t = p.Elem()
		}
		if n, ok := types.Unalias(t).(*types.Named); ok {
			return n.Obj().Name() + "." + fn.Name()
		}
	}
	return fn.Name()
}

// blank turns text into spaces, and leaves its lines.
func blank(text []byte) {
	for i, b := range text {
		if b != '\n' && b != '\r' {
			text[i] = ' '
		}
	}
}
