package lower

import (
	"go/ast"
	"go/token"
	"go/types"
)

// Which variables several goroutines can reach (rule "traced", race.go): those of the session, those that a function
// literal uses which does not declare them, and those that something has the address of.

// isShared reports whether v is one of them.
func (l *lowering) isShared(v *types.Var) bool {
	if v.IsField() {
		return false
	}
	if !isLocalVar(v) {
		return true
	}
	if l.shared == nil {
		l.shared = map[*types.Var]bool{}
		l.findShared()
	}
	return l.shared[v]
}

// findShared looks at all code of the cell, and at that which is lowered again with it.
func (l *lowering) findShared() {
	s := &sharing{l: l, home: map[*types.Var]ast.Node{}, taken: map[*ast.Ident]bool{}}
	u := l.unit
	visit := func(n ast.Node) {
		if n != nil {
			s.look(n, n)
		}
	}
	for _, d := range u.Redo {
		visit(d)
	}
	for _, d := range u.Generics {
		visit(d)
	}
	for _, d := range u.Funcs {
		visit(d)
	}
	for _, d := range u.Inits {
		visit(d)
	}
	for _, st := range u.Body {
		visit(st)
	}
}

// sharing is that look.
type sharing struct {
	l    *lowering
	home map[*types.Var]ast.Node // the function that declares it

	taken map[*ast.Ident]bool // whose address is taken itself
}

// look visits n, which is in a function.
func (s *sharing) look(n, function ast.Node) {
	info := s.l.own.info
	ast.Inspect(n, func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.FuncLit:
			if x == function {
				return true
			}
			s.look(x, x)
			return false
		case *ast.CaseClause:
			if v, ok := info.Implicits[x].(*types.Var); ok {
				s.home[v] = function
			}
		case *ast.Ident:
			if v, ok := info.Defs[x].(*types.Var); ok {
				s.home[v] = function
			}
			if v, ok := info.Uses[x].(*types.Var); ok && s.home[v] != function {
				s.l.shared[v] = true
			}
		case *ast.UnaryExpr:
			if x.Op == token.AND {
				if id, ok := ast.Unparen(x.X).(*ast.Ident); ok {
					s.taken[id] = true
				}
				s.address(x.X)
			}
		case *ast.SliceExpr:
			s.address(x.X)
		case *ast.RangeStmt:
			s.address(x.X)
		case *ast.SelectorExpr:
			if sel := info.Selections[x]; sel != nil && sel.Kind() == types.MethodVal {
				if r := sel.Obj().(*types.Func).Signature().Recv(); r != nil && isPointer(r.Type()) {
					s.address(x.X)
				}
			}
		}
		return true
	})
}

// address notes that something may keep the address of e, or of a part of it.
func (s *sharing) address(e ast.Expr) {
	for {
		e = ast.Unparen(e)
		t := s.l.own.info.TypeOf(e)
		if t == nil {
			return
		}
		switch t.Underlying().(type) {
		case *types.Pointer, *types.Slice, *types.Map, *types.Chan:
			if id, ok := e.(*ast.Ident); !ok || !s.taken[id] {
				return
			}
		}
		switch x := e.(type) {
		case *ast.Ident:
			if v, ok := s.l.own.info.Uses[x].(*types.Var); ok {
				s.l.shared[v] = true
			}
			return
		case *ast.SelectorExpr:
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		default:
			return
		}
	}
}
