package lower

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
)

// secured is x, the lowered left operand of && or ||, such that the interpreter evaluates it.
//
// The interpreter turns the first node that it executes for the operator into a branch on a bool, if
// that node does nothing by itself: the parentheses in (n) == 1 || ok, or the element in
// (T{x: n}).x == 1 || ok. Its own bool in front takes that part.
func secured(x string) string {
	if !strings.ContainsAny(x, "({") {
		return x
	}
	e, err := parser.ParseExpr(x)
	if err != nil || startsWell(e) {
		return x
	}
	return "(true && " + x + ")"
}

// startsWell reports whether the node that the interpreter executes first for the bool e has a
// value of its own, or is a bool.
func startsWell(e ast.Expr) bool {
	switch x := e.(type) {
	case *ast.Ident:
		return true
	case *ast.ParenExpr:
		return startsWell(x.X)
	case *ast.BinaryExpr:
		if x.Op == token.LAND || x.Op == token.LOR {
			return startsWell(x.X)
		}
	}
	switch x := first(e).(type) {
	case *ast.BinaryExpr, *ast.CallExpr, *ast.IndexExpr, *ast.SelectorExpr, *ast.StarExpr, *ast.UnaryExpr, *ast.SliceExpr, *ast.TypeAssertExpr:
		return true
	case *ast.CompositeLit:
		return len(x.Elts) == 0
	}
	return false
}

// first is the node that the interpreter executes first for e: names, literals and types are none.
func first(e ast.Expr) ast.Expr {
	for _, c := range operands(e) {
		switch c.(type) {
		case nil, *ast.Ident, *ast.BasicLit, *ast.ArrayType, *ast.MapType, *ast.ChanType:
			continue
		}
		return first(c)
	}
	return e
}

func operands(e ast.Expr) []ast.Expr {
	switch x := e.(type) {
	case *ast.ParenExpr:
		return []ast.Expr{x.X}
	case *ast.BinaryExpr:
		return []ast.Expr{x.X, x.Y}
	case *ast.UnaryExpr:
		return []ast.Expr{x.X}
	case *ast.StarExpr:
		return []ast.Expr{x.X}
	case *ast.CallExpr:
		return append([]ast.Expr{x.Fun}, x.Args...)
	case *ast.IndexExpr:
		return []ast.Expr{x.X, x.Index}
	case *ast.SliceExpr:
		return []ast.Expr{x.X, x.Low, x.High, x.Max}
	case *ast.SelectorExpr:
		return []ast.Expr{x.X}
	case *ast.TypeAssertExpr:
		return []ast.Expr{x.X, x.Type}
	case *ast.CompositeLit:
		return append([]ast.Expr{x.Type}, x.Elts...)
	case *ast.KeyValueExpr:
		return []ast.Expr{x.Key, x.Value}
	}
	return nil
}

// converted is the conversion of the text x to the lowered type typ, without parentheses where the
// interpreter can do without.
func converted(typ, x string) string {
	if strings.HasPrefix(typ, "*") || strings.HasPrefix(typ, "func") || strings.HasPrefix(typ, "chan") || strings.HasPrefix(typ, "<-") {
		return "(" + typ + ")(" + x + ")"
	}
	return typ + "(" + x + ")"
}
