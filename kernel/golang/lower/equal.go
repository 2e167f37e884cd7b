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

// sameChan writes a == b for channels of types with different directions, which the interpreter does not
// compare; nil for other types.
func (l *lowering) sameChan(ta, tb types.Type) func(a, b string) string {
	x, ok := ta.Underlying().(*types.Chan)
	y, both := tb.Underlying().(*types.Chan)
	if !ok || !both || x.Dir() == y.Dir() || l.recursive(ta) || l.recursive(tb) {
		return nil
	}
	if x.Dir() == types.SendRecv {
		return func(a, b string) string { return l.identity(y) + "(" + a + ") == " + b }
	}
	return func(a, b string) string { return a + " == " + l.identity(x) + "(" + b + ")" }
}
