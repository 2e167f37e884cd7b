package slice

import (
	"go/ast"
	"go/types"
)

// A compiled function gets copies of what its parameters refer to, so it matters whether it writes there.

// paramFacts says which parameters of the program's functions they may write through; a receiver is the first.
type paramFacts map[*types.Func][]bool

// paramWrites finds them: of the functions that call each other nothing is assumed until it is seen.
func (s *slicer) paramWrites() paramFacts {
	facts := paramFacts{}
	bodies := map[*types.Func]*ast.FuncDecl{}
	add := func(f *ast.FuncDecl) {
		if fn, ok := s.unit.Info.Defs[f.Name].(*types.Func); ok {
			bodies[fn] = f
			facts[fn] = make([]bool, len(params(fn)))
		}
	}
	for _, f := range s.unit.Funcs {
		add(f)
	}
	for _, d := range s.order {
		if f, ok := d.Node.(*ast.FuncDecl); ok {
			add(f)
		}
	}
	for again := true; again; {
		again = false
		for fn, f := range bodies {
			for i, p := range params(fn) {
				if !facts[fn][i] && refers(p.Type()) && s.writesParam(f, p, facts) {
					facts[fn][i], again = true, true
				}
			}
		}
	}
	return facts
}

// params are the parameters of a function, with the receiver first.
func params(fn *types.Func) []*types.Var {
	var list []*types.Var
	sig := fn.Signature()
	if sig.Recv() != nil {
		list = append(list, sig.Recv())
	}
	for v := range sig.Params().Variables() {
		list = append(list, v)
	}
	return list
}

// writesParam reports whether a function may write through its parameter p, or through a local variable that
// it has given what p refers to.
func (s *slicer) writesParam(f *ast.FuncDecl, p *types.Var, facts paramFacts) bool {
	w := &watch{slicer: s, facts: facts, aliases: map[types.Object]bool{p: true}}
	for n := 0; n < len(w.aliases) && !w.found; {
		n = len(w.aliases)
		w.look(f.Body)
	}
	return w.found
}

// A watch follows what a parameter refers to through one function.
type watch struct {
	*slicer
	facts   paramFacts
	aliases map[types.Object]bool
	found   bool
}

func (w *watch) look(body *ast.BlockStmt) {
	var above []ast.Node
	ast.Inspect(body, func(n ast.Node) bool {
		if n == nil {
			above = above[:len(above)-1]
			return true
		}
		if id, ok := n.(*ast.Ident); ok && !w.found {
			if obj := w.unit.Info.Uses[id]; w.aliases[obj] {
				w.found = w.writesThrough(id, obj.Type(), above)
			}
		}
		above = append(above, n)
		return true
	})
}

// alias follows a local variable from now on, and reports whether e is one.
func (w *watch) alias(e ast.Expr) bool {
	id, ok := e.(*ast.Ident)
	if !ok {
		return false
	}
	obj := w.unit.Info.Defs[id]
	if obj == nil {
		obj = w.unit.Info.Uses[id]
	}
	if id.Name == "_" {
		return true
	}
	v, ok := obj.(*types.Var)
	if !ok || v.Parent() == w.unit.Pkg.Scope() {
		return false
	}
	w.aliases[v] = true
	return true
}

// given reports whether what n refers to goes to local variables only.
func (w *watch) given(a *ast.AssignStmt, n ast.Node) bool {
	if len(a.Lhs) != len(a.Rhs) {
		return false
	}
	for i, r := range a.Rhs {
		if r == n {
			return w.alias(a.Lhs[i])
		}
	}
	return false
}

// writesThrough is writes for a parameter: to assign to the parameter itself changes nothing outside, neither
// does returning it, and of the program's own functions it is known what they do.
func (w *watch) writesThrough(id *ast.Ident, t types.Type, above []ast.Node) bool {
	n := ast.Node(id)
	outside := false // what is looked at lies behind a reference
	for i := len(above) - 1; i >= 0; i-- {
		e, isExpr := above[i].(ast.Expr)
		switch p := above[i].(type) {
		case *ast.ReturnStmt, *ast.BinaryExpr:
			return false
		case *ast.AssignStmt:
			for _, l := range p.Lhs {
				if l == n {
					return outside
				}
			}
			return refers(t) && !w.given(p, n)
		case *ast.RangeStmt:
			if p.X != n {
				return outside
			}
			return p.Value != nil && refersTo(w.unit.Info.TypeOf(p.Value), p.Value) && !w.alias(p.Value) || isFunc(t)
		case *ast.SliceExpr:
			if p.X != n {
				return false
			}
		case *ast.IncDecStmt:
			return outside
		case *ast.CallExpr:
			if j, fn := w.argument(p, n); fn != nil && w.facts[fn] != nil {
				return w.facts[fn][min(j, len(w.facts[fn])-1)]
			}
			return w.writesArgument(p, n, t)
		case *ast.SelectorExpr:
			sel := w.unit.Info.Selections[p]
			if sel != nil && sel.Kind() == types.MethodVal {
				fn := sel.Obj().(*types.Func).Origin()
				if call, ok := above[max(i-1, 0)].(*ast.CallExpr); ok && call.Fun == p {
					if types.IsInterface(sel.Recv()) && !isError(sel.Recv()) {
						return w.anyWrites(fn.Name())
					}
					if w.facts[fn] != nil {
						return w.facts[fn][0] && (refers(t) || outside)
					}
				}
			}
			outside = outside || isReference(t)
		case *ast.StarExpr, *ast.IndexExpr:
			outside = outside || isReference(t)
		case *ast.ParenExpr:
		default:
			return w.writes(n, t, above[:i+1])
		}
		if x, ok := above[i].(*ast.IndexExpr); ok && x.X != n {
			return false
		}
		if isExpr {
			if typ := w.unit.Info.TypeOf(e); typ != nil {
				t = typ
			}
		}
		n = above[i]
	}
	return refers(t)
}

// anyWrites reports whether a method of that name writes through its receiver: an interface may call it.
func (w *watch) anyWrites(name string) bool {
	for fn, writes := range w.facts {
		if fn.Name() == name && fn.Signature().Recv() != nil && writes[0] {
			return true
		}
	}
	return false
}

// argument is the parameter that an argument of a call of a declared function is, and the function.
func (s *slicer) argument(call *ast.CallExpr, n ast.Node) (int, *types.Func) {
	var fn *types.Func
	first := 0
	switch f := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		fn, _ = s.unit.Info.Uses[f].(*types.Func)
	case *ast.SelectorExpr:
		fn, _ = s.unit.Info.Uses[f.Sel].(*types.Func)
		first = 1
	}
	if fn == nil || fn.Pkg() != s.unit.Pkg {
		return 0, nil
	}
	for i, a := range call.Args {
		if a == n {
			return first + i, fn.Origin()
		}
	}
	return 0, nil
}
