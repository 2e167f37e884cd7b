package check

import (
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
	"strings"

	"weft/kernel/golang/cell"
)

// The compiler and the type checker of the standard library give some errors at different places
// of the same expression. The compiler's are the ones that people know.

// place is where the compiler reports an error.
func (d *draft) place(err types.Error, code int) token.Pos {
	at := err.Pos
	moved := func(from, to token.Pos) {
		if from == err.Pos {
			at = to
		}
	}
	d.inspect(func(n ast.Node) {
		switch n := n.(type) {
		case *ast.SendStmt:
			if code == codeInvalidSend {
				moved(n.Arrow, n.Pos())
			}
		case *ast.IndexExpr:
			if code == codeNonIndexable {
				moved(n.X.Pos(), n.Lbrack)
			}
		case *ast.CommClause:
			if e, ok := n.Comm.(*ast.ExprStmt); ok && code == codeInvalidSelectCase {
				if b, ok := e.X.(*ast.BinaryExpr); ok {
					moved(b.Pos(), b.OpPos)
				}
			}
		case *ast.CallExpr:
			switch {
			case code == codeNonVariadicDots:
				moved(n.Ellipsis, n.Pos())
			case code == codeCannotInfer, code == codeInvalidTypeArg:
				moved(n.Pos(), n.Lparen)
			case strings.HasPrefix(err.Msg, "missing argument in conversion"), strings.HasPrefix(err.Msg, "invalid operation: not enough arguments for "),
				strings.HasPrefix(err.Msg, "not enough arguments in call") && len(n.Args) == 0:
				moved(n.Rparen, n.Pos())
			case strings.HasPrefix(err.Msg, "not enough arguments in call"):
				moved(n.Rparen, n.Args[len(n.Args)-1].Pos())
			}
		}
	})
	return at
}

// jumpOver names the declaration that a goto jumps over.
func (d *draft) jumpOver(label token.Pos, msg string) string {
	before, line, ok := strings.Cut(msg, "variable declaration at line ")
	if !ok {
		return msg
	}
	d.inspect(func(n ast.Node) {
		if names, pos := jumpedOver(n); names != "" && pos > label && strconv.Itoa(d.at(pos).Line) == line {
			msg = before + "declaration of " + names + " at " + d.at(pos).String()
		}
	})
	return msg
}

// jumpedOver is what the compiler names, and where, if a goto jumps over a node; "" if it may.
func jumpedOver(n ast.Node) (names string, pos token.Pos) {
	switch n := n.(type) {
	case *ast.AssignStmt:
		if n.Tok != token.DEFINE {
			return "", token.NoPos
		}
		var list []string
		for _, e := range n.Lhs {
			list = append(list, types.ExprString(e))
		}
		return strings.Join(list, ", "), n.TokPos
	case *ast.ValueSpec:
		return n.Names[0].Name, n.Pos()
	}
	return "", token.NoPos
}

// jumps finds gotos of the top level that jump over a declaration of the top level, which the type
// checker is given outside of the statements.
func (d *draft) jumps() {
	labels := map[string]int{}
	for i, s := range d.c.Stmts {
		for l, ok := s.(*ast.LabeledStmt); ok; l, ok = l.Stmt.(*ast.LabeledStmt) {
			labels[l.Label.Name] = i
		}
	}
	if len(labels) == 0 {
		return
	}
	for i, s := range d.c.Stmts {
		ast.Inspect(s, func(n ast.Node) bool {
			if b, ok := n.(*ast.BranchStmt); ok && b.Tok == token.GOTO && labels[b.Label.Name] > i {
				d.jump(b.Label, d.c.Stmts[i+1:labels[b.Label.Name]])
			}
			_, literal := n.(*ast.FuncLit)
			return !literal
		})
	}
}

// jump refuses a goto over statements if one of them declares a variable; the compiler names the last one.
func (d *draft) jump(label *ast.Ident, over []ast.Stmt) {
	names, pos := "", token.NoPos
	for _, s := range over {
		for l, ok := s.(*ast.LabeledStmt); ok; l, ok = s.(*ast.LabeledStmt) {
			s = l.Stmt
		}
		nodes := []ast.Node{s}
		if decl, ok := s.(*ast.DeclStmt); ok {
			nodes = nil
			for _, spec := range decl.Decl.(*ast.GenDecl).Specs {
				if decl.Decl.(*ast.GenDecl).Tok == token.VAR {
					nodes = append(nodes, spec)
				}
			}
		}
		for _, n := range nodes {
			if list, at := jumpedOver(n); list != "" {
				names, pos = list, at
			}
		}
	}
	if names != "" {
		d.u.Diagnostics = append(d.u.Diagnostics, cell.Diagnostic{
			Pos: d.at(label.Pos()), End: d.at(label.End()),
			Message: "goto " + label.Name + " jumps over declaration of " + names + " at " + d.at(pos).String(),
		})
	}
}

// jumpInto adds to the message about a goto where the block begins that it jumps into.
func (d *draft) jumpInto(msg string) string {
	name := strings.TrimSuffix(strings.TrimPrefix(msg, "goto "), " jumps into block")
	d.inspect(func(n ast.Node) {
		if block, ok := n.(*ast.BlockStmt); ok {
			for _, s := range block.List {
				if l, ok := s.(*ast.LabeledStmt); ok && l.Label.Name == name {
					msg = "goto " + name + " jumps into block starting at " + d.at(block.Pos()).String()
				}
			}
		}
	})
	return msg
}

// inspect shows every node of the cell's own code to f.
func (d *draft) inspect(f func(ast.Node)) {
	visit := func(n ast.Node) bool {
		if n != nil {
			f(n)
		}
		return true
	}
	for _, decl := range d.c.File.Decls {
		ast.Inspect(decl, visit)
	}
	for _, s := range d.c.Stmts {
		ast.Inspect(s, visit)
	}
}
