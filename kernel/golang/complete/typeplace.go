package complete

import (
	"go/ast"
	"go/types"
)

// wantsType reports whether only a type can stand where e is, whose parent is the nth node above the identifier.
func (at *spot) wantsType(e ast.Expr, n int) bool {
	pointer := false
	for {
		star, ok := at.parent(n).(*ast.StarExpr)
		if !ok {
			break
		}
		e, n, pointer = star, n+1, true
	}
	switch p := at.parent(n).(type) {
	case *ast.Field:
		return p.Type == e
	case *ast.ValueSpec:
		return p.Type == e
	case *ast.TypeSpec:
		return p.Type == e
	case *ast.ArrayType:
		return p.Elt == e
	case *ast.MapType, *ast.ChanType, *ast.Ellipsis:
		return true
	case *ast.TypeAssertExpr:
		return p.Type == e
	case *ast.CaseClause:
		_, ok := at.parent(n + 2).(*ast.TypeSwitchStmt)
		return ok
	case *ast.CallExpr:
		id, ok := p.Fun.(*ast.Ident)
		return ok && len(p.Args) > 0 && p.Args[0] == e && at.unit.Info.Types[p.Fun].IsBuiltin() && (id.Name == "new" && pointer || id.Name == "make")
	case *ast.IndexExpr:
		return p.Index == e && at.isGeneric(p.X)
	case *ast.IndexListExpr:
		return p.X != e
	}
	return false
}

// inTypeSwitch reports whether the identifier is a case of a type switch, where nil can stand.
func (at *spot) inTypeSwitch() bool {
	_, ok := at.parent(3).(*ast.TypeSwitchStmt)
	return ok
}

// isGeneric reports whether e names a generic type or function.
func (at *spot) isGeneric(e ast.Expr) bool {
	switch t := at.typeOf(e).(type) {
	case *types.Named:
		return t.TypeParams().Len() > 0
	case *types.Signature:
		return t.TypeParams().Len() > 0
	}
	return false
}
