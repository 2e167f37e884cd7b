package lower

import (
	"go/ast"
	"go/types"
)

// Rule "assigned after". The interpreter looks at the place on the left of an assignment before it runs
// the calls on the right; in Go a nil pointer or an index out of range there shows after them. Then the
// value gets a name first.

// checkable reports whether left is an element whose index is to be checked when it is written.
func (f *fn) checkable(left ast.Expr) bool {
	x, ok := ast.Unparen(left).(*ast.IndexExpr)
	if !ok || !simple(x.X) || !simple(x.Index) || f.inRange(x) {
		return false
	}
	_, isMap := coreType(f.typeOf(x.X)).(*types.Map)
	return !isMap
}

// replaces reports whether the interpreter, in left = right, would replace the variable by a new one,
// which closures and pointers do not see: it does so for literals of structs.
func (f *fn) replaces(left, right ast.Expr) bool {
	if _, isNew := f.defines(left); isNew || f.leftType(left) == nil {
		return false
	}
	_, isVar := ast.Unparen(left).(*ast.Ident)
	_, isLiteral := ast.Unparen(right).(*ast.CompositeLit)
	if !isVar || !isLiteral {
		return false
	}
	_, isStruct := f.typeOf(right).Underlying().(*types.Struct)
	return isStruct && !isInterface(f.typeOf(left))
}

// setAfter is set with a variable for the value v, of type t, so that left is looked at later.
func (f *fn) setAfter(left ast.Expr, v string, t types.Type) string {
	n := f.l.temp("v")
	before := f.takeChecks()
	affected := f.affected
	f.affected = false
	s := f.set(left, n)
	late := f.takeChecks()
	f.affected = affected
	return before + "{\nvar " + n + " " + f.l.text(t) + " = " + v + "\n" + late + s + "\n}"
}

// indirect reports whether left is reached through a pointer. If it is nil, that shows when the
// assignment is carried out, after what the right side calls; the interpreter looks at it first.
func (f *fn) indirect(left ast.Expr) bool {
	switch x := ast.Unparen(left).(type) {
	case *ast.StarExpr:
		return simple(x.X)
	case *ast.SelectorExpr:
		s := f.src.info.Selections[x]
		return s != nil && (s.Indirect() && simple(x.X) || f.indirect(x.X))
	}
	return false
}

// isLiteral reports whether e is a literal of a slice, map, array or struct, perhaps converted. The
// interpreter writes one directly into the variable that it declares, and so leaves out that the variable
// is a new one in every round of a loop.
func (f *fn) isLiteral(e ast.Expr) bool {
	switch x := ast.Unparen(e).(type) {
	case *ast.CompositeLit:
		return true
	case *ast.CallExpr:
		return len(x.Args) == 1 && f.src.info.Types[x.Fun].IsType() && f.isLiteral(x.Args[0])
	}
	return false
}
