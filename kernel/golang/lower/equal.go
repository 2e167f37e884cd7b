package lower

import (
	"go/ast"
	"go/types"
)

// What the interpreter compares in its own way, besides interfaces, structs and arrays.

// holdsTyped reports whether e converts a value of a type that is no interface to an interface, which
// so is not nil even if the value is.
func (f *fn) holdsTyped(e ast.Expr) bool {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok || !isInterface(f.typeOf(e)) || !f.src.info.Types[call.Fun].IsType() {
		return false
	}
	t := f.typeOf(call.Args[0])
	return !isNilType(t) && !isInterface(t) || f.holdsTyped(call.Args[0])
}

// sameChan is a == b for channels of different directions, which the interpreter does not compare.
func (f *fn) sameChan(a string, ta types.Type, b string, tb types.Type) (string, bool) {
	x, ok := ta.Underlying().(*types.Chan)
	y, both := tb.Underlying().(*types.Chan)
	if !ok || !both || x.Dir() == y.Dir() || f.l.recursive(ta) || f.l.recursive(tb) {
		return "", false
	}
	if x.Dir() == types.SendRecv {
		return f.l.identity(y) + "(" + a + ") == " + b, true
	}
	return a + " == " + f.l.identity(x) + "(" + b + ")", true
}
