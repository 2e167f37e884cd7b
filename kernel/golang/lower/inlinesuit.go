package lower

import (
	"go/ast"
	"go/token"
	"go/types"
)

// What can be inlined: straight statements and branches, without loops, calls, closures and jumps. Types are
// those that the interpreter copies as Go does.

// suitable reports whether a function's body can be inlined, and its parameters, the receiver first.
func (l *lowering) suitable(d *ast.FuncDecl, sig *types.Signature) (vars []*types.Var, ok bool) {
	if d.Body == nil || len(d.Body.List) == 0 || sig.Variadic() || sig.Results().Len() > 1 || sig.TypeParams().Len() > 0 || sig.RecvTypeParams().Len() > 0 {
		return nil, false
	}
	if recv := sig.Recv(); recv != nil {
		vars = append(vars, recv)
	}
	for v := range sig.Params().Variables() {
		vars = append(vars, v)
	}
	for _, v := range vars {
		if !l.copiesWell(v.Type()) {
			return nil, false
		}
	}
	for v := range sig.Results().Variables() {
		if v.Name() != "" || !l.copiesWell(v.Type()) {
			return nil, false
		}
	}
	if sig.Results().Len() > 0 && !terminates(d.Body.List) {
		return nil, false
	}
	s := suitability{l: l, f: &fn{l: l, src: l.own}, ok: true}
	for _, st := range d.Body.List {
		s.stmt(st)
	}
	return vars, s.ok && s.size <= largestInlined
}

// terminates reports whether a list of statements ends in a return, or an if that does in each branch.
func terminates(list []ast.Stmt) bool {
	if len(list) == 0 {
		return false
	}
	switch x := list[len(list)-1].(type) {
	case *ast.ReturnStmt:
		return true
	case *ast.IfStmt:
		switch e := x.Else.(type) {
		case *ast.BlockStmt:
			return terminates(x.Body.List) && terminates(e.List)
		case *ast.IfStmt:
			return terminates(x.Body.List) && terminates([]ast.Stmt{e})
		}
	}
	return false
}

// copiesWell reports whether the interpreter treats values of type t as Go does, wherever they go.
func (l *lowering) copiesWell(t types.Type) bool {
	if l.recursive(t) {
		return false
	}
	switch u := t.Underlying().(type) {
	case *types.Basic, *types.Slice, *types.Map:
		return true
	case *types.Pointer:
		_, isArray := u.Elem().Underlying().(*types.Array)
		return !isArray
	case *types.Struct:
		return u.NumFields() > 0
	}
	return false
}

// suitability is a look at a body.
type suitability struct {
	l    *lowering
	f    *fn
	ok   bool
	size int
}

func (s *suitability) no() { s.ok = false }

func (s *suitability) stmt(st ast.Stmt) {
	s.size++
	switch x := st.(type) {
	case *ast.ReturnStmt:
		for _, e := range x.Results {
			s.expr(e)
		}
	case *ast.AssignStmt:
		if len(x.Lhs) != 1 || len(x.Rhs) != 1 {
			s.no()
			return
		}
		s.place(x.Lhs[0])
		s.expr(x.Rhs[0])
	case *ast.IncDecStmt:
		s.place(x.X)
	case *ast.ExprStmt:
		if c, ok := ast.Unparen(x.X).(*ast.CallExpr); !ok || s.f.inlineable(c) == nil {
			s.no()
			return
		}
		s.expr(x.X)
	case *ast.BlockStmt:
		for _, st := range x.List {
			s.stmt(st)
		}
	case *ast.IfStmt:
		if x.Init != nil {
			s.no()
			return
		}
		s.expr(x.Cond)
		s.stmt(x.Body)
		if x.Else != nil {
			s.stmt(x.Else)
		}
	default:
		s.no()
	}
}

// place looks at what is assigned to.
func (s *suitability) place(e ast.Expr) {
	switch x := ast.Unparen(e).(type) {
	case *ast.Ident:
		if o := s.f.src.info.ObjectOf(x); o == nil || x.Name == "_" || !s.l.copiesWell(o.Type()) {
			s.no()
		}
	case *ast.IndexExpr:
		s.expr(x)
	default:
		s.expr(e)
	}
}

func (s *suitability) expr(e ast.Expr) {
	s.size++
	f := s.f
	tv, known := f.src.info.Types[e]
	if tv.Value != nil || known && tv.IsNil() {
		return
	}
	if id, ok := e.(*ast.Ident); ok {
		v, isVar := f.src.info.ObjectOf(id).(*types.Var)
		if !isVar || !isSession(v) || !s.l.copiesWell(v.Type()) {
			s.no()
		}
		return
	}
	if !known || !s.l.copiesWell(tv.Type) {
		s.no()
		return
	}
	switch x := e.(type) {
	case *ast.ParenExpr:
		s.expr(x.X)
	case *ast.UnaryExpr:
		if x.Op == token.ARROW {
			s.no()
			return
		}
		if x.Op == token.AND {
			if c, ok := ast.Unparen(x.X).(*ast.CompositeLit); !ok || c.Type == nil {
				s.no()
				return
			}
		}
		s.expr(x.X)
	case *ast.BinaryExpr:
		s.binary(x)
	case *ast.SelectorExpr:
		sel := f.src.info.Selections[x]
		if sel == nil || sel.Kind() != types.FieldVal || len(sel.Index()) != 1 || s.l.isCut(f.typeOf(x.X), sel.Index()[0]) {
			s.no()
			return
		}
		s.expr(x.X)
	case *ast.IndexExpr:
		switch coreType(f.typeOf(x.X)).(type) {
		case *types.Slice, *types.Basic, *types.Map:
		default:
			s.no()
			return
		}
		if !f.pure(x.X) || !f.pure(x.Index) {
			s.no()
			return
		}
		s.expr(x.X)
		s.expr(x.Index)
	case *ast.CompositeLit:
		if _, isStruct := tv.Type.Underlying().(*types.Struct); !isStruct || x.Type == nil {
			s.no()
			return
		}
		for _, el := range x.Elts {
			if kv, ok := el.(*ast.KeyValueExpr); ok {
				el = kv.Value
			}
			s.expr(el)
		}
	case *ast.CallExpr:
		s.call(x)
	default:
		s.no()
	}
}

func (s *suitability) binary(x *ast.BinaryExpr) {
	f := s.f
	t := f.typeOf(x.X).Underlying()
	switch x.Op {
	case token.SHL, token.SHR:
		if f.src.info.Types[x.Y].Value == nil && !isUnsigned(f.typeOf(x.Y)) {
			s.no()
			return
		}
	case token.EQL, token.NEQ:
		switch t.(type) {
		case *types.Struct, *types.Array, *types.Interface:
			s.no()
			return
		}
	}
	s.expr(x.X)
	s.expr(x.Y)
}

func (s *suitability) call(x *ast.CallExpr) {
	f := s.f
	if f.src.info.Types[x.Fun].IsType() {
		from, ok1 := f.typeOf(x.Args[0]).Underlying().(*types.Basic)
		to, ok2 := f.typeOf(x).Underlying().(*types.Basic)
		if !ok1 || !ok2 || from.Info()&types.IsNumeric == 0 || to.Info()&types.IsNumeric == 0 {
			s.no()
			return
		}
		s.expr(x.Args[0])
		return
	}
	switch f.builtinOf(x.Fun) {
	case "len", "cap":
	case "append":
		if x.Ellipsis.IsValid() {
			s.no()
			return
		}
	default:
		if f.inlineable(x) == nil {
			s.no()
			return
		}
		if sel, ok := ast.Unparen(x.Fun).(*ast.SelectorExpr); ok {
			s.expr(sel.X)
		}
	}
	for _, a := range x.Args {
		s.expr(a)
	}
}
