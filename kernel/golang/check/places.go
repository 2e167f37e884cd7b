package check

import (
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
	"strings"
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
			case strings.HasPrefix(err.Msg, "not enough arguments in call") && len(n.Args) == 0:
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
		var names []ast.Expr
		var pos token.Pos
		switch n := n.(type) {
		case *ast.AssignStmt:
			if n.Tok == token.DEFINE {
				names, pos = n.Lhs, n.TokPos
			}
		case *ast.ValueSpec:
			names, pos = []ast.Expr{n.Names[0]}, n.Pos()
		}
		if len(names) == 0 || pos < label || strconv.Itoa(d.at(pos).Line) != line {
			return
		}
		var list []string
		for _, e := range names {
			list = append(list, types.ExprString(e))
		}
		msg = before + "declaration of " + strings.Join(list, ", ") + " at " + d.at(pos).String()
	})
	return msg
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
