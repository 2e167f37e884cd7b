package lower

import (
	"go/ast"
	"go/token"
	"go/types"
)

// staticPointer is the type *T of the only value that the local interface variable e ever has, if the
// method m of T has a value receiver; nil else. The compiler calls such a method directly, so that a nil
// pointer panics as in *p, and not with the text of a call through an interface.
func (f *fn) staticPointer(e ast.Expr, m *types.Selection) types.Type {
	id, ok := ast.Unparen(e).(*ast.Ident)
	if !ok || f.whole == nil {
		return nil
	}
	v, ok := f.src.info.Uses[id].(*types.Var)
	if !ok || v.Pos() < f.whole.Pos() || v.Pos() > f.whole.End() {
		return nil
	}
	value, times := f.onlyValue(v)
	if value == nil || times != 1 {
		return nil
	}
	t := f.typeOf(value)
	if t == nil || !isPointer(t) {
		return nil
	}
	s := types.NewMethodSet(t).Lookup(m.Obj().Pkg(), m.Obj().Name())
	if s == nil || nilCheck("", t, s) == "" {
		return nil
	}
	return t
}

// onlyValue is the value that v is declared with, and how often v gets a value.
func (f *fn) onlyValue(v *types.Var) (value ast.Expr, times int) {
	is := func(e ast.Expr) bool {
		id, ok := ast.Unparen(e).(*ast.Ident)
		return ok && f.src.info.ObjectOf(id) == v
	}
	ast.Inspect(f.whole, func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.ValueSpec:
			for i, name := range x.Names {
				if is(name) && len(x.Values) == len(x.Names) {
					value, times = x.Values[i], times+1
				}
			}
		case *ast.AssignStmt:
			for _, e := range x.Lhs {
				if is(e) {
					times += 2
				}
			}
		case *ast.RangeStmt:
			if x.Key != nil && is(x.Key) || x.Value != nil && is(x.Value) {
				times += 2
			}
		case *ast.UnaryExpr:
			if x.Op == token.AND && is(x.X) {
				times += 2
			}
		}
		return true
	})
	return value, times
}
