package complete

import (
	"go/ast"
	"go/token"
	"go/types"
)

// expected works out what the identifier, or the selector that it ends, is for.
func expected(at *spot) expectation {
	n := 1
	e := ast.Expr(at.ident())
	if sel := at.selector(); sel != nil {
		e, n = sel, 2
	}
	want := at.expectedOf(e, n)
	want.isType = at.wantsType(e, n)
	return want
}

// expectedOf is what expression e is for, whose parent is the nth node above the identifier.
func (at *spot) expectedOf(e ast.Expr, n int) expectation {
	want := func(t types.Type) expectation {
		if t == nil || t == types.Typ[types.Invalid] {
			return expectation{}
		}
		if i, ok := t.Underlying().(*types.Interface); ok && i.Empty() {
			return expectation{}
		}
		if b, ok := t.(*types.Basic); ok && b.Info()&types.IsUntyped != 0 {
			t = types.Default(t)
		}
		return expectation{typ: t}
	}
	switch p := at.parent(n).(type) {
	case *ast.ParenExpr:
		return at.expectedOf(p, n+1)
	case *ast.AssignStmt:
		for i, rhs := range p.Rhs {
			if rhs == e && len(p.Lhs) == len(p.Rhs) && p.Tok != token.DEFINE {
				return want(at.typeOf(p.Lhs[i]))
			}
		}
	case *ast.ValueSpec:
		for _, v := range p.Values {
			if v == e {
				return want(at.typeOf(p.Type))
			}
		}
	case *ast.ReturnStmt:
		return want(at.resultFor(p, e))
	case *ast.SendStmt:
		if p.Value == e {
			return want(elem(at.typeOf(p.Chan)))
		}
	case *ast.CallExpr:
		return at.argument(p, e, n, want)
	case *ast.BinaryExpr:
		return at.operandOf(p, e, n, want)
	case *ast.UnaryExpr:
		return at.unary(p, n, want)
	case *ast.StarExpr:
		if outer := at.expectedOf(p, n+1); outer.typ != nil {
			return want(types.NewPointer(outer.typ))
		}
	case *ast.IndexExpr:
		if p.Index == e {
			return want(keyOf(at.typeOf(p.X)))
		}
	case *ast.KeyValueExpr:
		if lit, ok := at.parent(n + 1).(*ast.CompositeLit); ok {
			return want(at.element(lit, p.Value, p.Key == e))
		}
	case *ast.CompositeLit:
		if p.Type != e {
			return want(at.element(p, e, false))
		}
		return at.expectedOf(p, n+1)
	case *ast.CaseClause:
		if sw, ok := at.parent(n + 2).(*ast.SwitchStmt); ok {
			if sw.Tag == nil {
				return want(types.Typ[types.Bool])
			}
			return want(at.typeOf(sw.Tag))
		}
	case *ast.IfStmt:
		if p.Cond == e {
			return want(types.Typ[types.Bool])
		}
	case *ast.ForStmt:
		if p.Cond == e {
			return want(types.Typ[types.Bool])
		}
	}
	return expectation{}
}

// resultFor is the type of the result that e is returned as.
func (at *spot) resultFor(ret *ast.ReturnStmt, e ast.Expr) types.Type {
	f := at.function()
	if f == nil || f.Results == nil {
		return nil
	}
	var list []types.Type
	for _, field := range f.Results.List {
		for range max(len(field.Names), 1) {
			list = append(list, at.typeOf(field.Type))
		}
	}
	for i, r := range ret.Results {
		if r == e && i < len(list) {
			return list[i]
		}
	}
	return nil
}

// argument is what a call expects in place of e.
func (at *spot) argument(call *ast.CallExpr, e ast.Expr, n int, want func(types.Type) expectation) expectation {
	if call.Fun == e {
		switch at.parent(n + 1).(type) {
		case *ast.GoStmt, *ast.DeferStmt:
			return expectation{called: true}
		}
		return at.expectedOf(call, n+1) // its result, as far as can be said
	}
	i := argumentIndex(call, e)
	if tv := at.unit.Info.Types[call.Fun]; i < 0 || tv.IsBuiltin() {
		if id, ok := call.Fun.(*ast.Ident); ok && i > 0 && tv.IsBuiltin() {
			switch id.Name {
			case "append":
				return want(elem(at.typeOf(call.Args[0])))
			case "delete":
				return want(keyOf(at.typeOf(call.Args[0])))
			case "min", "max":
				return want(at.typeOf(call.Args[0]))
			}
		}
		return expectation{}
	}
	t := at.typeOf(call.Fun)
	if t == nil {
		return expectation{}
	}
	sig, ok := t.Underlying().(*types.Signature)
	if !ok {
		return expectation{}
	}
	if p := parameter(sig, i); p != nil && !isTypeParam(p.Type()) {
		pt := p.Type()
		if s, ok := pt.(*types.Slice); ok && sig.Variadic() && i >= sig.Params().Len()-1 && !call.Ellipsis.IsValid() {
			pt = s.Elem()
		}
		return want(pt)
	}
	return expectation{}
}

func argumentIndex(call *ast.CallExpr, e ast.Expr) int {
	for i, a := range call.Args {
		if a == e {
			return i
		}
	}
	return -1
}

// parameter is the one that the argument at an index becomes, or nil.
func parameter(sig *types.Signature, i int) *types.Var {
	n := sig.Params().Len()
	if sig.Variadic() {
		i = min(i, n-1)
	}
	if i < 0 || i >= n {
		return nil
	}
	return sig.Params().At(i)
}

func isTypeParam(t types.Type) bool {
	_, ok := t.(*types.TypeParam)
	return ok
}

// operandOf is what the other operand asks for; beside an untyped constant, what the whole expression is for.
func (at *spot) operandOf(b *ast.BinaryExpr, e ast.Expr, n int, want func(types.Type) expectation) expectation {
	other := b.X
	if b.X == e {
		other = b.Y
	}
	t := at.typeOf(other)
	switch b.Op {
	case token.SHL, token.SHR:
		return expectation{}
	case token.LAND, token.LOR:
		return want(types.Typ[types.Bool])
	case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
		return want(t)
	}
	if basic, ok := t.(*types.Basic); t == nil || ok && basic.Info()&types.IsUntyped != 0 {
		if outer := at.expectedOf(b, n+1); outer.typ != nil {
			return outer
		}
	}
	return want(t)
}

func (at *spot) unary(u *ast.UnaryExpr, n int, want func(types.Type) expectation) expectation {
	outer := at.expectedOf(u, n+1)
	switch u.Op {
	case token.NOT:
		return want(types.Typ[types.Bool])
	case token.AND:
		made := expectation{made: true}
		if p, ok := outer.typ.(*types.Pointer); ok {
			made = want(p.Elem())
			made.made = true
		}
		return made
	case token.ARROW:
		if outer.typ != nil {
			return want(types.NewChan(types.RecvOnly, outer.typ))
		}
	case token.ADD, token.SUB, token.XOR:
		return outer
	}
	return expectation{}
}

// element is what a composite literal expects as a value, or as a key.
func (at *spot) element(lit *ast.CompositeLit, value ast.Expr, key bool) types.Type {
	t := at.typeOf(lit)
	if t == nil {
		return nil
	}
	if st := structOf(t); st != nil {
		if key {
			return nil
		}
		return fieldOf(st, lit, value)
	}
	if key {
		return keyOf(t)
	}
	return elem(t)
}

// elem is the element type of a slice, array, map, channel or pointer to an array; else nil.
func elem(t types.Type) types.Type {
	if t == nil {
		return nil
	}
	switch t := t.Underlying().(type) {
	case *types.Slice:
		return t.Elem()
	case *types.Array:
		return t.Elem()
	case *types.Map:
		return t.Elem()
	case *types.Chan:
		return t.Elem()
	case *types.Pointer:
		if a, ok := t.Elem().Underlying().(*types.Array); ok {
			return a.Elem()
		}
	}
	return nil
}

// keyOf is the type of an index into t.
func keyOf(t types.Type) types.Type {
	if t == nil {
		return nil
	}
	if m, ok := t.Underlying().(*types.Map); ok {
		return m.Key()
	}
	if elem(t) != nil {
		return types.Typ[types.Int]
	}
	return nil
}
