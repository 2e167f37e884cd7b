package kernel

import (
	"go/ast"
	"go/token"
	"strings"

	"weft/kernel/engine/native/crash"
	"weft/kernel/engine/native/races"
	"weft/kernel/engine/pipe"
	"weft/kernel/golang/cell"
)

// The race detector tells lines. What is on them tells the rest, where it leaves no doubt.

// startedBy is the call of a Go method, such as sync.WaitGroup's, that started the goroutine of an access; "" if
// what runs in it was not written as its argument.
func (s *Session) startedBy(a races.Access) string {
	frames := crash.InCells(a.Frames)
	if len(frames) == 0 {
		return ""
	}
	f := frames[len(frames)-1]
	c := cell.Parse(f.Cell, s.sources[f.Cell]).Rest()
	at := cell.Pos{Cell: f.Cell, Line: f.Line, Col: indentation(c, f.Line) + 1}
	call := ast.Node(nil)
	eachNode(c, func(n ast.Node) {
		switch n := n.(type) {
		case *ast.CallExpr:
			if _, ok := n.Fun.(*ast.SelectorExpr); ok && len(n.Args) == 1 {
				if l, ok := n.Args[0].(*ast.FuncLit); ok && holdsLine(c, l, at.Line) && n.Fun.(*ast.SelectorExpr).Sel.Name == "Go" {
					call = n
				}
			}
		case *ast.GoStmt: // an inner goroutine is not the one that Go started
			if holdsLine(c, n, at.Line) {
				call = nil
			}
		}
	})
	if call == nil {
		return ""
	}
	return s.place(pipe.Frame{Cell: f.Cell, Line: c.Pos(call.Pos()).Line, Exact: true})
}

// racedAt is where on its line an access is: the only thing that the line assigns to, or where the line
// mentions the variable that the other access of the race assigns to. It is not valid if there is a doubt.
func (s *Session) racedAt(r races.Race, a races.Access) cell.Pos {
	name := ""
	for _, other := range r.Accesses {
		target, known := s.target(other.At())
		if !other.Write || !known {
			continue
		}
		if other.At() == a.At() {
			return s.mention(a.At(), target)
		}
		name = target
	}
	if name == "" || a.Write {
		return cell.Pos{}
	}
	return s.mention(a.At(), name)
}

// target is the variable that a line assigns to, if it is one only.
func (s *Session) target(at cell.Pos) (string, bool) {
	c := cell.Parse(at.Cell, s.sources[at.Cell]).Rest()
	var targets []ast.Expr
	eachNode(c, func(n ast.Node) {
		if n == nil || c.Pos(n.Pos()).Line != at.Line {
			return
		}
		switch n := n.(type) {
		case *ast.IncDecStmt:
			targets = append(targets, n.X)
		case *ast.AssignStmt:
			if n.Tok != token.DEFINE {
				targets = append(targets, n.Lhs...)
			}
		}
	})
	if len(targets) != 1 {
		return "", false
	}
	id := root(targets[0])
	if id == nil {
		return "", false
	}
	return id.Name, true
}

// root is the variable that an expression such as a.b[i].c begins with.
func root(e ast.Expr) *ast.Ident {
	for {
		switch x := e.(type) {
		case *ast.Ident:
			return x
		case *ast.SelectorExpr:
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		case *ast.StarExpr:
			e = x.X
		case *ast.ParenExpr:
			e = x.X
		default:
			return nil
		}
	}
}

// mention is the first place on the line of at that names a variable.
func (s *Session) mention(at cell.Pos, name string) cell.Pos {
	c := cell.Parse(at.Cell, s.sources[at.Cell]).Rest()
	var found cell.Pos
	eachNode(c, func(n ast.Node) {
		id, ok := n.(*ast.Ident)
		if !ok || id.Name != name {
			return
		}
		if p := c.Pos(id.Pos()); p.Line == at.Line && (!found.IsValid() || p.Before(found)) {
			found = p
		}
	})
	return found
}

// eachNode visits all of a cell, outer before inner.
func eachNode(c *cell.Cell, visit func(ast.Node)) {
	inspect := func(n ast.Node) bool {
		if n != nil {
			visit(n)
		}
		return true
	}
	if c.File != nil {
		for _, d := range c.File.Decls {
			ast.Inspect(d, inspect)
		}
	}
	for _, st := range c.Stmts {
		ast.Inspect(st, inspect)
	}
}

func holdsLine(c *cell.Cell, n ast.Node, line int) bool {
	return c.Pos(n.Pos()).Line <= line && line <= c.Pos(n.End()).Line
}

// pointed puts a caret below a place of which the column is known.
func (s *Session) pointed(at string, pos cell.Pos) string {
	if _, caret, ok := strings.Cut(s.excerpt(pos, true), "\n"); ok && pos.IsValid() {
		return at + "\n" + caret
	}
	return at
}
