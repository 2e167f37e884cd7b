package complete

import (
	"go/ast"
	"go/types"
)

// literal is the composite literal that the identifier is a key in, or a value that may become one.
// alone: only keys can stand there, because the others have keys.
func (at *spot) literal() (lit *ast.CompositeLit, alone bool) {
	n := 1
	if kv, ok := at.parent(1).(*ast.KeyValueExpr); ok {
		if kv.Key != ast.Expr(at.ident()) {
			return nil, false
		}
		n = 2
	}
	lit, _ = at.parent(n).(*ast.CompositeLit)
	if lit == nil || at.typeOf(lit) == nil || structOf(at.typeOf(lit)) == nil || n == 1 && lit.Type == ast.Expr(at.ident()) {
		return nil, false
	}
	if n == 2 {
		return lit, true
	}
	for _, e := range lit.Elts {
		if _, keyed := e.(*ast.KeyValueExpr); keyed {
			return lit, true
		}
	}
	if len(lit.Elts) > 1 {
		return nil, false // values without keys
	}
	return lit, false
}

// keys are the fields that the literal does not have yet.
func (f *finder) keys(at *spot, lit *ast.CompositeLit) {
	have := map[string]bool{}
	for _, e := range lit.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			if id, ok := kv.Key.(*ast.Ident); ok {
				have[id.Name] = true
			}
		}
	}
	i := 0
	for field := range structOf(at.typeOf(lit)).Fields() {
		if !have[field.Name()] && visible(field, at.unit.Pkg) && f.matches(field.Name()) {
			f.add(at.candidate(field), fits, i)
		}
		i = min(i+1, nearPackage-1)
	}
}

// fieldOf is the type that a value in a struct literal must have, or nil.
func fieldOf(st *types.Struct, lit *ast.CompositeLit, value ast.Expr) types.Type {
	for i, e := range lit.Elts {
		if e == value && i < st.NumFields() {
			return st.Field(i).Type()
		}
		if kv, ok := e.(*ast.KeyValueExpr); ok && kv.Value == value {
			id, _ := kv.Key.(*ast.Ident)
			for f := range st.Fields() {
				if id != nil && f.Name() == id.Name {
					return f.Type()
				}
			}
		}
	}
	return nil
}
