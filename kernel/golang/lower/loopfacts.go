package lower

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
)

// What is known of variables while a loop runs. It makes checks of indexes cheaper, or needless.

// bounded is a loop variable that is an index of a slice while the loop's body runs.
type bounded struct{ index, slice types.Object }

// inRange reports whether an enclosing loop keeps x in range.
func (f *fn) inRange(x *ast.IndexExpr) bool {
	i, ok1 := ast.Unparen(x.Index).(*ast.Ident)
	s, ok2 := ast.Unparen(x.X).(*ast.Ident)
	if !ok1 || !ok2 || !f.bounds[bounded{f.src.info.ObjectOf(i), f.src.info.ObjectOf(s)}] {
		return f.knows(x) || f.covers(f.watched, x)
	}
	return true
}

// boundLoop notes what a loop over the indexes of s guarantees, and returns how to forget it.
func (f *fn) boundLoop(index, s ast.Expr, body *ast.BlockStmt) func() {
	i, ok1 := index.(*ast.Ident)
	id, ok2 := s.(*ast.Ident)
	if !ok1 || !ok2 {
		return func() {}
	}
	b := bounded{f.src.info.ObjectOf(i), f.src.info.ObjectOf(id)}
	if b.index == nil || !f.constantIn(body, b.index) || !f.constantIn(body, b.slice) {
		return func() {}
	}
	if f.bounds == nil {
		f.bounds = map[bounded]bool{}
	}
	f.bounds[b] = true
	return func() { delete(f.bounds, b) }
}

// constantIn reports whether the local variable o keeps its value while body runs.
func (f *fn) constantIn(body *ast.BlockStmt, o types.Object) bool {
	v, ok := o.(*types.Var)
	if !ok || !isLocalVar(v) {
		return false
	}
	changed := false
	is := func(e ast.Expr) bool {
		id, ok := ast.Unparen(e).(*ast.Ident)
		return ok && f.src.info.ObjectOf(id) == o
	}
	ast.Inspect(body, func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.FuncLit:
			changed = changed || f.uses(x, o)
		case *ast.UnaryExpr:
			changed = changed || x.Op == token.AND && is(x.X)
		case *ast.IncDecStmt:
			changed = changed || is(x.X)
		case *ast.AssignStmt:
			for _, e := range x.Lhs {
				changed = changed || is(e)
			}
		case *ast.RangeStmt:
			changed = changed || x.Key != nil && is(x.Key) || x.Value != nil && is(x.Value)
		}
		return !changed
	})
	return !changed && !f.shared(o)
}

// boundFor is boundLoop for "for i := 0; i < len(s); i++".
func (f *fn) boundFor(x *ast.ForStmt) func() {
	init, ok1 := x.Init.(*ast.AssignStmt)
	cond, ok2 := x.Cond.(*ast.BinaryExpr)
	post, ok3 := x.Post.(*ast.IncDecStmt)
	if !ok1 || !ok2 || !ok3 || post.Tok != token.INC || cond.Op != token.LSS || len(init.Lhs) != 1 || init.Tok != token.DEFINE {
		return func() {}
	}
	start, known := f.src.info.Types[init.Rhs[0]]
	call, isCall := cond.Y.(*ast.CallExpr)
	i, isIdent := cond.X.(*ast.Ident)
	p, isPost := post.X.(*ast.Ident)
	v := init.Lhs[0].(*ast.Ident)
	if !known || start.Value == nil || constant.Sign(start.Value) < 0 || !isCall || !isIdent || !isPost ||
		f.builtinOf(call.Fun) != "len" || f.src.info.ObjectOf(i) != f.src.info.ObjectOf(v) || f.src.info.ObjectOf(p) != f.src.info.ObjectOf(v) {
		return func() {}
	}
	return f.boundLoop(v, call.Args[0], x.Body)
}

// shared reports whether something outside of the loop may change o: a closure that mentions it, or
// a pointer to it.
func (f *fn) shared(o types.Object) bool {
	if f.whole == nil {
		return true
	}
	found := false
	ast.Inspect(f.whole, func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.FuncLit:
			found = found || f.uses(x, o)
		case *ast.UnaryExpr:
			if id, ok := ast.Unparen(x.X).(*ast.Ident); ok && x.Op == token.AND && f.src.info.ObjectOf(id) == o {
				found = true
			}
		}
		return !found
	})
	return found
}

// isPositive reports whether e, an index, is known not to be negative. A sum that overflows is: then
// the interpreter's own panic has no numbers.
func (f *fn) isPositive(e ast.Expr) bool {
	if v := f.src.info.Types[e].Value; v != nil {
		return v.Kind() == constant.Int && constant.Sign(v) >= 0
	}
	if f.knowsSign(e) {
		return true
	}
	switch x := ast.Unparen(e).(type) {
	case *ast.Ident:
		return f.positive[f.src.info.ObjectOf(x)]
	case *ast.BinaryExpr:
		switch x.Op {
		case token.ADD, token.MUL, token.QUO:
			return f.isPositive(x.X) && f.isPositive(x.Y)
		case token.REM:
			return f.isPositive(x.X)
		}
	case *ast.CallExpr:
		b := f.builtinOf(x.Fun)
		return b == "len" || b == "cap"
	}
	return false
}

// notNegative notes that the loop variable e is not negative in body, unless that changes it, and
// returns how to forget it.
func (f *fn) notNegative(e ast.Expr, body *ast.BlockStmt) func() {
	id, ok := e.(*ast.Ident)
	if !ok {
		return func() {}
	}
	o := f.src.info.ObjectOf(id)
	if o == nil || !types.Identical(o.Type(), types.Typ[types.Int]) || !f.constantIn(body, o) {
		return func() {}
	}
	if f.positive == nil {
		f.positive = map[types.Object]bool{}
	}
	f.positive[o] = true
	return func() { delete(f.positive, o) }
}

// countsUp is notNegative for "for i := 0; ...; i++" and the like.
func (f *fn) countsUp(x *ast.ForStmt) func() {
	init, ok := x.Init.(*ast.AssignStmt)
	if !ok || init.Tok != token.DEFINE || len(init.Lhs) != 1 || len(init.Rhs) != 1 || !f.isPositive(init.Rhs[0]) {
		return func() {}
	}
	v := f.src.info.ObjectOf(init.Lhs[0].(*ast.Ident))
	is := func(e ast.Expr) bool {
		id, ok := e.(*ast.Ident)
		return ok && v != nil && f.src.info.ObjectOf(id) == v
	}
	switch p := x.Post.(type) {
	case *ast.IncDecStmt:
		if p.Tok == token.INC && is(p.X) {
			return f.notNegative(init.Lhs[0], x.Body)
		}
	case *ast.AssignStmt:
		if p.Tok == token.ADD_ASSIGN && is(p.Lhs[0]) && f.isPositive(p.Rhs[0]) {
			return f.notNegative(init.Lhs[0], x.Body)
		}
	}
	return func() {}
}
