package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"weft/kernel/golang/check"
)

// largestInlined is how many nodes of syntax an inlined body has at most.
const largestInlined = 60

// inlineBody is the body of a function of the session, nil if it is not to be inlined. A function of an
// earlier cell has it from there.
func (l *lowering) inlineBody(o *types.Func) *inlined {
	name := l.funcName(o)
	if t, ok := l.state.inlined[name]; ok {
		return t
	}
	d := l.own.declaration(o)
	if d == nil {
		return nil
	}
	l.state.inlined[name] = nil // while its own body is looked at
	l.state.inlined[name] = l.template(d, o.Signature())
	return l.state.inlined[name]
}

// declaration is the syntax of a declared function or method; nil if it is not here.
func (s *source) declaration(o *types.Func) *ast.FuncDecl {
	d := s.funcs[o.Name()]
	if recv := o.Signature().Recv(); recv != nil {
		n := check.NamedOf(recv.Type())
		if n == nil {
			return nil
		}
		d = s.methods[n.Obj().Name()][o.Name()]
	}
	if d == nil || s.info.Defs[d.Name] != o {
		return nil
	}
	return d
}

// template lowers a body with marks in place of its variables; nil if it is not suitable.
func (l *lowering) template(d *ast.FuncDecl, sig *types.Signature) (t *inlined) {
	vars, ok := l.suitable(d, sig)
	if !ok {
		return nil
	}
	defer func() {
		switch r := recover().(type) {
		case nil:
		case refusal:
			t = nil
		default:
			panic(r)
		}
	}()
	t = &inlined{}
	f := &fn{l: l, src: l.own, template: t, whole: d.Body, from: d.Pos(), renamed: map[types.Object]string{}}
	for i, v := range vars {
		f.renamed[v] = paramMark(i)
		t.params = append(t.params, inlineParam{typ: l.text(v.Type()), points: isPointerType(v.Type()), operand: true})
	}
	f.study(d, vars)
	for id, o := range l.own.info.Defs {
		if v, ok := o.(*types.Var); ok && d.Body.Pos() <= id.Pos() && id.Pos() < d.Body.End() {
			f.renamed[v] = f.own("")
		}
	}
	if sig.Results().Len() > 0 {
		t.typ = l.text(sig.Results().At(0).Type())
	}
	if r, ok := d.Body.List[0].(*ast.ReturnStmt); ok {
		f.effect = f.effectOf(r)
		t.result, t.fresh = f.copied(r.Results[0], sig.Results().At(0).Type()), f.computes(r.Results[0])
		if isNilType(f.typeOf(r.Results[0])) {
			t.result = "(" + t.typ + ")(nil)" // where the call stands nothing tells its type
		}
		t.pre = f.takeChecks()
		t.checks = onlyChecks(t.pre)
		if t.checks {
			return t
		}
		t.pre += resultMark + " = " + t.result + "\n"
	} else {
		t.pre = f.returning(d.Body.List, sig)
	}
	if t.typ != "" {
		t.result, t.fresh = resultMark, true
	}
	return t
}

func onlyChecks(text string) bool {
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, "if ") || !strings.HasSuffix(line, " }\n") {
			return false
		}
	}
	return true
}

// returning lowers statements so that what follows a return is in the other branch.
func (f *fn) returning(list []ast.Stmt, sig *types.Signature) string {
	var b strings.Builder
	for i, s := range list {
		if r, ok := s.(*ast.ReturnStmt); ok {
			if len(r.Results) > 0 {
				f.effect = f.effectOf(r)
				v := f.copied(r.Results[0], sig.Results().At(0).Type())
				b.WriteString(f.takeChecks() + resultMark + " = " + v + "\n")
			}
			return b.String()
		}
		x, ok := s.(*ast.IfStmt)
		if !ok || !returns(x) {
			b.WriteString(f.stmt(s))
			continue
		}
		f.effect = f.effectOf(x.Cond)
		cond := f.expr(x.Cond)
		b.WriteString(f.takeChecks() + "if " + cond + " {\n")
		otherwise := list[i+1:]
		switch e := x.Else.(type) {
		case *ast.BlockStmt:
			otherwise = e.List
			if len(list) > i+1 {
				f.refuse(s, "", "")
			}
		case *ast.IfStmt:
			otherwise = []ast.Stmt{e}
			if len(list) > i+1 {
				f.refuse(s, "", "")
			}
		}
		if !endsInReturn(x.Body.List) {
			f.refuse(s, "", "")
		}
		leave := f.scoped()
		b.WriteString(f.returning(x.Body.List, sig))
		leave()
		b.WriteString("} else {\n")
		leave = f.scoped()
		b.WriteString(f.returning(otherwise, sig))
		leave()
		b.WriteString("}\n")
		return b.String()
	}
	return b.String()
}

func returns(n ast.Node) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		_, ok := n.(*ast.ReturnStmt)
		found = found || ok
		return !found
	})
	return found
}

func endsInReturn(list []ast.Stmt) bool {
	if len(list) == 0 {
		return false
	}
	_, ok := list[len(list)-1].(*ast.ReturnStmt)
	return ok
}

// study finds out how the body uses its parameters, and what it changes.
func (f *fn) study(d *ast.FuncDecl, vars []*types.Var) {
	t, info := f.template, f.src.info
	index := map[types.Object]int{}
	for i, v := range vars {
		index[v] = i
	}
	param := func(e ast.Expr) *inlineParam {
		if id, ok := ast.Unparen(e).(*ast.Ident); ok {
			if i, ok := index[info.Uses[id]]; ok {
				return &t.params[i]
			}
		}
		return nil
	}
	based := map[ast.Expr]bool{}    // operands of selectors
	operands := map[ast.Expr]bool{} // beside something that is not constant
	var changed func(e ast.Expr)
	changed = func(e ast.Expr) {
		switch x := ast.Unparen(e).(type) {
		case *ast.Ident:
			if p := param(x); p != nil {
				p.copied = true
			} else if v, ok := info.ObjectOf(x).(*types.Var); ok && !isLocalVar(v) {
				t.effects = true
			}
		case *ast.SelectorExpr:
			if isPointerType(f.typeOf(x.X)) {
				t.effects = true
				return
			}
			changed(x.X)
		case *ast.IndexExpr:
			t.effects = true
		}
	}
	var look func(n ast.Node, sometimes bool)
	look = func(n ast.Node, sometimes bool) {
		ast.Inspect(n, func(n ast.Node) bool {
			switch x := n.(type) {
			case *ast.AssignStmt:
				for _, e := range x.Lhs {
					changed(e)
				}
			case *ast.IncDecStmt:
				changed(x.X)
			case *ast.SelectorExpr:
				based[ast.Unparen(x.X)] = true
			case *ast.CallExpr:
				if u := f.inlineable(x); u != nil {
					t.effects = t.effects || u.effects
				}
			case *ast.BinaryExpr:
				if x.Op == token.LAND || x.Op == token.LOR {
					look(x.X, sometimes)
					look(x.Y, true)
					return false
				}
				for _, side := range [][2]ast.Expr{{x.X, x.Y}, {x.Y, x.X}} {
					p := param(side[0])
					operands[ast.Unparen(side[0])] = p != nil && p != param(side[1]) && info.Types[side[1]].Value == nil && x.Op != token.SHL && x.Op != token.SHR
				}
			case *ast.Ident:
				if p := param(x); p != nil {
					p.uses++
					p.bare = p.bare || !based[x]
					p.operand = p.operand && operands[x]
					p.sometimes = p.sometimes || sometimes
				}
			}
			return true
		})
	}
	look(d.Body, false)
}

// computes reports whether the value of e is a new one, and not that of a variable.
func (f *fn) computes(e ast.Expr) bool {
	if f.src.info.Types[e].Value != nil {
		return true
	}
	switch x := ast.Unparen(e).(type) {
	case *ast.BinaryExpr, *ast.CompositeLit:
		return true
	case *ast.UnaryExpr:
		return x.Op != token.ADD
	case *ast.CallExpr:
		if t := f.inlineable(x); t != nil {
			return t.fresh
		}
		b := f.builtinOf(x.Fun)
		return b == "len" || b == "cap"
	}
	return false
}
