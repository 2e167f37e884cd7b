package slice

import (
	"fmt"
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"weft/kernel/golang/cell"
)

// body is the function that does what the cell does: its statements in their order, the init functions and
// the main function of a pasted program.
func (s *slicer) body() string {
	u := s.unit
	var b strings.Builder
	b.WriteString("func " + BodyName + "() {\n")
	end := cell.Pos{Cell: u.Cell.Number, Line: 1, Col: 1}
	for i, stmt := range u.Body {
		if i == u.InitAt {
			b.WriteString(s.inits())
		}
		if s.options.Cover {
			b.WriteString(s.count(u.Cell, stmt) + "\n")
		}
		b.WriteString(s.fast(stmt, s.stmt(stmt)))
		if s.step(i) {
			fmt.Fprintf(&b, "%s = %d\n", reachedName, i+1)
		}
		if p := u.Cell.Pos(stmt.End()); end.Before(p) {
			end = p
		}
	}
	if u.InitAt >= len(u.Body) {
		b.WriteString(s.inits())
	}
	if u.HasMain {
		for _, f := range u.Funcs {
			if f.Recv == nil && f.Name.Name == "main" {
				end = u.Cell.Pos(f.Pos())
				b.WriteString(line(end) + s.nameAt(f.Name, false) + "()\n")
			}
		}
	}
	b.WriteString(line(end) + "}\n")
	return b.String()
}

// inits calls the cell's init functions.
func (s *slicer) inits() string {
	var b strings.Builder
	for _, f := range s.unit.Inits {
		b.WriteString(line(s.unit.Cell.Pos(f.Pos())) + s.nameAt(f.Name, false) + "()\n")
	}
	return b.String()
}

// stmt is a statement of the cell. Its new variables belong to the package: they are assigned here.
func (s *slicer) stmt(stmt ast.Stmt) string {
	c := s.unit.Cell
	switch x := stmt.(type) {
	case *ast.LabeledStmt:
		if g := declOf(x.Stmt); g != nil && g.Tok != token.VAR {
			return line(c.Pos(x.Pos())) + x.Label.Name + ":\n"
		}
		if g := declOf(x.Stmt); g != nil {
			return line(c.Pos(x.Pos())) + x.Label.Name + ":\n" + s.vars(g)
		}
	case *ast.DeclStmt:
		return s.vars(declOf(x))
	case *ast.ExprStmt:
		if s.options.Show && s.unit.Value != nil && x.X == s.unit.Value {
			edits := append(slices.Concat(s.edits(c, x), s.counters(c, x)), edit{c.Offset(c.Pos(x.End())), c.Offset(c.Pos(x.End())), ")"})
			return s.pieceFrom(c, x, x, showName+"(", edits...)
		}
	}
	return s.piece(c, stmt, slices.Concat(s.edits(c, stmt), s.defines(stmt), s.counters(c, stmt))...)
}

// defines turns a := of the top level into an assignment.
func (s *slicer) defines(stmt ast.Stmt) []edit {
	for l, ok := stmt.(*ast.LabeledStmt); ok; l, ok = stmt.(*ast.LabeledStmt) {
		stmt = l.Stmt
	}
	a, ok := stmt.(*ast.AssignStmt)
	if !ok || a.Tok != token.DEFINE {
		return nil
	}
	at := s.unit.Cell.Offset(s.unit.Cell.Pos(a.TokPos))
	return []edit{{at, at + len(":="), " ="}}
}

// vars sets variables that the cell declares. Where the cell can jump back, those without a value are set as well.
func (s *slicer) vars(g *ast.GenDecl) string {
	c := s.unit.Cell
	var b strings.Builder
	for _, spec := range g.Specs {
		spec := spec.(*ast.ValueSpec)
		names, blank := s.leftSide(spec)
		switch {
		case len(spec.Values) == 0 && (blank || !s.jumps()):
		case len(spec.Values) == 0:
			fmt.Fprintf(&b, "%s{ var %s ", line(c.Pos(spec.Pos())), mark)
			t := spec.Type
			b.WriteString(inline(c.Pos(t.Pos())) + rewrite(c, c.Offset(c.Pos(t.Pos())), c.Offset(c.Pos(t.End())), s.edits(c, t)))
			values := strings.Repeat(", "+mark, len(spec.Names))[2:]
			fmt.Fprintf(&b, "; %s = %s }\n", names, values)
		case blank && spec.Type != nil:
			b.WriteString(s.pieceFrom(c, spec, spec, "var ", s.edits(c, spec)...))
		default:
			first, last := spec.Values[0], spec.Values[len(spec.Values)-1]
			b.WriteString(line(c.Pos(spec.Pos())) + names + " = " + inline(c.Pos(first.Pos())))
			var edits []edit
			for _, v := range spec.Values {
				edits = slices.Concat(edits, s.edits(c, v), s.counters(c, v))
			}
			b.WriteString(rewrite(c, c.Offset(c.Pos(first.Pos())), c.Offset(c.Pos(last.End())), edits) + "\n")
		}
	}
	return b.String()
}

// leftSide is the names of a declaration; blank if all of them are _.
func (s *slicer) leftSide(spec *ast.ValueSpec) (names string, blank bool) {
	var list []string
	blank = true
	for _, id := range spec.Names {
		list = append(list, s.nameAt(id, false))
		blank = blank && id.Name == "_"
	}
	return strings.Join(list, ", "), blank
}

// jumps reports whether the cell may execute a statement of the top level again.
func (s *slicer) jumps() bool {
	found := false
	for _, stmt := range s.unit.Body {
		ast.Inspect(stmt, func(n ast.Node) bool {
			b, ok := n.(*ast.BranchStmt)
			found = found || ok && b.Tok == token.GOTO
			return !found
		})
	}
	return found
}
