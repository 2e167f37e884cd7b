package lower

import (
	"go/ast"
	"go/token"
	"go/types"
)

// Pointers that are known not to be nil, because they have just got an address; see indexfacts.go.

// realFact begins the facts of pointers that are not nil.
const realFact = "!"

// isReal reports whether the pointer e is known not to be nil.
func (f *fn) isReal(e ast.Expr) bool {
	if isAddress(f, e) {
		return true
	}
	name, ok := f.factOf(e, &fact{})
	_, known := f.facts[realFact+name]
	return ok && known
}

// learnReal notes that the pointer e is not nil from here on.
func (f *fn) learnReal(e ast.Expr) {
	var k fact
	if name, ok := f.factOf(e, &k); ok && !f.jumps && f.conditional == 0 {
		f.note(realFact+name, k)
	}
}

// learnAddress is learnReal for x in x := &T{}, behind the statement.
func (f *fn) learnAddress(left, right ast.Expr) {
	if id, ok := left.(*ast.Ident); ok && id.Name != "_" && isAddress(f, right) {
		f.behind = append(f.behind, func() { f.learnReal(left) })
	}
}

// isAddress reports whether e is &x or new(T).
func isAddress(f *fn, e ast.Expr) bool {
	switch x := ast.Unparen(e).(type) {
	case *ast.UnaryExpr:
		if x.Op != token.AND {
			return false
		}
		switch ast.Unparen(x.X).(type) {
		case *ast.CompositeLit, *ast.Ident:
			return true
		}
	case *ast.CallExpr:
		return f.builtinOf(x.Fun) == "new"
	}
	return false
}

func isPointerType(t types.Type) bool {
	_, ok := t.Underlying().(*types.Pointer)
	return ok
}
