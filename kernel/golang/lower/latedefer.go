package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// Rule "late unlock". A function with a deferred call becomes a closure that rt runs, which costs several
// calls. Where a lock's Unlock or RUnlock is all that is deferred, and what follows it can neither panic
// nor call nor wait nor loop, the call is made at the function's ends instead, after its results have been
// evaluated: nobody can tell, since nothing else can end the function. Unlock itself does not panic, it
// ends the program.

// unlocks are the methods that can be called late.
var unlocks = map[string]bool{
	"(*sync.Mutex).Unlock": true, "(*sync.RWMutex).Unlock": true, "(*sync.RWMutex).RUnlock": true,
}

// lateUnlock is the only defer statement of the body if its call can be made late, else nil.
func (f *fn) lateUnlock(t *ast.FuncType, body *ast.BlockStmt) *ast.DeferStmt {
	if f.top || f.jumps || t == nil || t.Results != nil && len(t.Results.List) > 0 && len(t.Results.List[0].Names) > 0 {
		return nil
	}
	at := -1
	for i, s := range body.List {
		if _, ok := s.(*ast.DeferStmt); ok && at < 0 {
			at = i
		}
	}
	others := 0
	ast.Inspect(body, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.DeferStmt, *ast.FuncLit:
			others++
		}
		return true
	})
	if at < 0 || others != 1 {
		return nil
	}
	d := body.List[at].(*ast.DeferStmt)
	sel, ok := ast.Unparen(d.Call.Fun).(*ast.SelectorExpr)
	o := f.calledFunc(d.Call.Fun)
	if !ok || o == nil || !unlocks[o.FullName()] || !f.pure(sel.X) {
		return nil
	}
	s := settled{f, nil}
	promoted := len(f.src.info.Selections[sel].Index()) > 1
	if root := rootOf(sel.X); root != nil && (promoted || root != ast.Unparen(sel.X)) { // its field has an address
		if v, ok := f.src.info.ObjectOf(root).(*types.Var); ok && isLocalVar(v) {
			s.real = v
		}
	}
	for _, st := range body.List[at+1:] {
		if !s.stmt(st) {
			return nil
		}
	}
	return d
}

// rootOf is the variable that a path of fields begins with.
func rootOf(e ast.Expr) *ast.Ident {
	for {
		switch x := ast.Unparen(e).(type) {
		case *ast.Ident:
			return x
		case *ast.SelectorExpr:
			e = x.X
		default:
			return nil
		}
	}
}

// settled looks at statements: can they end only in the ways that are written there?
type settled struct {
	*fn
	real types.Object // a pointer that is not nil
}

func (s settled) stmt(st ast.Stmt) bool {
	switch x := st.(type) {
	case *ast.ReturnStmt:
		for _, e := range x.Results {
			if !s.expr(e) {
				return false
			}
		}
		return true
	case *ast.AssignStmt:
		return len(x.Lhs) == 1 && len(x.Rhs) == 1 && s.place(x.Lhs[0]) && s.expr(x.Rhs[0]) && s.operator(x.Tok, x.Rhs[0])
	case *ast.IncDecStmt:
		return s.place(x.X)
	case *ast.IfStmt:
		return x.Init == nil && s.expr(x.Cond) && s.stmt(x.Body) && (x.Else == nil || s.stmt(x.Else))
	case *ast.BlockStmt:
		for _, st := range x.List {
			if !s.stmt(st) {
				return false
			}
		}
		return true
	}
	return false
}

// place looks at what is assigned to: not the pointer, not an element.
func (s settled) place(e ast.Expr) bool {
	switch x := ast.Unparen(e).(type) {
	case *ast.Ident:
		o := s.src.info.ObjectOf(x)
		return x.Name != "_" && o != nil && o != s.real
	case *ast.SelectorExpr:
		return s.expr(x)
	}
	return false
}

func (s settled) operator(op token.Token, right ast.Expr) bool {
	switch op {
	case token.QUO_ASSIGN, token.REM_ASSIGN, token.SHL_ASSIGN, token.SHR_ASSIGN:
		return s.src.info.Types[right].Value != nil
	}
	return true
}

func (s settled) expr(e ast.Expr) bool {
	tv := s.src.info.Types[e]
	if tv.Value != nil || tv.IsNil() {
		return true
	}
	switch x := ast.Unparen(e).(type) {
	case *ast.Ident:
		_, isVar := s.src.info.ObjectOf(x).(*types.Var)
		return isVar
	case *ast.SelectorExpr:
		sel := s.src.info.Selections[x]
		if sel == nil || sel.Kind() != types.FieldVal || len(sel.Index()) != 1 {
			return false
		}
		if isPointerType(s.typeOf(x.X)) {
			return s.real != nil && s.isVar(x.X, s.real)
		}
		return s.expr(x.X)
	case *ast.UnaryExpr:
		return (x.Op == token.SUB || x.Op == token.NOT || x.Op == token.XOR) && s.expr(x.X)
	case *ast.BinaryExpr:
		if _, basic := s.typeOf(x.X).Underlying().(*types.Basic); !basic {
			return false
		}
		switch x.Op {
		case token.QUO, token.REM, token.SHL, token.SHR:
			if s.src.info.Types[x.Y].Value == nil {
				return false
			}
		}
		return s.expr(x.X) && s.expr(x.Y)
	case *ast.IndexExpr: // a nil map can be read
		m, ok := coreType(s.typeOf(x.X)).(*types.Map)
		if !ok {
			return false
		}
		_, basic := m.Key().Underlying().(*types.Basic)
		return basic && s.expr(x.X) && s.expr(x.Index)
	case *ast.CallExpr:
		b := s.builtinOf(x.Fun)
		return (b == "len" || b == "cap") && s.expr(x.Args[0])
	}
	return false
}

// deferLate evaluates what is to be unlocked, and notes the call for the ends of the function.
func (f *fn) deferLate(x *ast.DeferStmt) string {
	pre, call := f.hoisted(x.Call, "")
	f.unlock = f.callMark(x.Call) + strings.TrimPrefix(call, f.callMark(x.Call))
	return strings.TrimSuffix(pre, "\n")
}

// unlocked is a return behind the late call: the results are evaluated before it.
func (f *fn) unlocked(x *ast.ReturnStmt) string {
	var b strings.Builder
	var values []string
	for i, e := range x.Results {
		v := f.copied(e, f.results[i].typ)
		if _, isConst := f.constant(e, true); !isConst && v != "nil" {
			n := f.l.temp("v")
			b.WriteString("var " + n + " " + f.text(f.results[i].typ) + " = " + v + "\n")
			v = n
		}
		values = append(values, v)
	}
	return b.String() + f.unlock + "\n" + strings.TrimSpace("return "+strings.Join(values, ", "))
}
