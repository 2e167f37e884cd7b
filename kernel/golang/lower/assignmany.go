package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// assignSplit is a, b = f() and the comma-ok forms.
func (f *fn) assignSplit(x *ast.AssignStmt) string {
	right, from := f.pair(x.Rhs[0])
	direct := true
	for i, e := range x.Lhs {
		t := f.leftType(e)
		_, isIdent := ast.Unparen(e).(*ast.Ident)
		if t == nil {
			continue
		}
		_, isNew := f.defines(e)
		if !isIdent || !isNew || isInterface(t) && !isInterface(from[i]) || isInterface(t) != isInterface(from[i]) || isInterface(t) && f.l.erased(t) != f.l.erased(from[i]) || f.l.recursive(t) != f.l.recursive(from[i]) {
			direct = false
		}
	}
	if direct && x.Tok == token.DEFINE && !isReceive(x.Rhs[0]) {
		var names []string
		for _, e := range x.Lhs {
			names = append(names, f.leftName(e))
		}
		if strings.Trim(strings.Join(names, ""), "_") == "" && allBlank(names) {
			return strings.Join(names, ", ") + " = " + right
		}
		return strings.Join(names, ", ") + " := " + right
	}
	var names []string
	var pre, set strings.Builder
	declares := false
	for i, e := range x.Lhs {
		if f.leftType(e) == nil {
			names = append(names, "_")
			continue
		}
		n := f.l.temp("v")
		names = append(names, n)
		v := f.l.convert(n, from[i], f.leftType(e))
		if o, ok := f.defines(e); ok {
			declares = true
			set.WriteString(f.define(o, v) + "\n")
			continue
		}
		p, place := f.target(e)
		if _, ok := ast.Unparen(e).(*ast.Ident); ok {
			place = f.expr(e)
		}
		pre.WriteString(p)
		set.WriteString(f.store(place, v, f.leftType(e)))
	}
	op := " := "
	if allBlank(names) {
		op = " = "
	}
	s := pre.String() + strings.Join(names, ", ") + op + right + "\n" + set.String()
	if declares {
		return strings.TrimSuffix(s, "\n")
	}
	return "{\n" + s + "}"
}

func allBlank(names []string) bool {
	for _, n := range names {
		if n != "_" {
			return false
		}
	}
	return true
}

func (f *fn) leftName(e ast.Expr) string {
	if o, ok := f.defines(e); ok && o.Name() != "_" {
		return f.variable(o)
	}
	return "_"
}

// pair is an expression with several results, and their types.
func (f *fn) pair(e ast.Expr) (string, []types.Type) {
	switch x := ast.Unparen(e).(type) {
	case *ast.TypeAssertExpr:
		t := f.typeOf(x.Type)
		return f.l.is(t) + "(" + f.assigned(x.X, anyType) + ")", []types.Type{t, types.Typ[types.Bool]}
	case *ast.IndexExpr:
		if m, ok := coreType(f.typeOf(x.X)).(*types.Map); ok {
			return f.expr(x), []types.Type{m.Elem(), types.Typ[types.Bool]}
		}
	case *ast.UnaryExpr:
		if c, ok := coreType(f.typeOf(x.X)).(*types.Chan); ok && x.Op == token.ARROW {
			if f.l.race {
				return f.tracedReceive(x, x.X, true), []types.Type{c.Elem(), types.Typ[types.Bool]}
			}
			return f.expr(x), []types.Type{c.Elem(), types.Typ[types.Bool]}
		}
	}
	var list []types.Type
	for v := range f.typeOf(e).(*types.Tuple).Variables() {
		list = append(list, v.Type())
	}
	return f.expr(ast.Unparen(e)), list
}

// valueFor declares a variable with value i of an assignment; it is "" if there is nothing to evaluate.
func (f *fn) valueFor(x *ast.AssignStmt, i int) (name, text string) {
	t := f.leftType(x.Lhs[i])
	if t == nil {
		if isNilType(f.typeOf(x.Rhs[i])) {
			return "", ""
		}
		t = types.Default(f.typeOf(x.Rhs[i]))
	}
	name = f.l.temp("v")
	return name, "var " + name + " " + f.l.text(t) + " = " + f.copied(x.Rhs[i], t) + "\n"
}

// assignMany is a, b = x, y: operands of the left first, then the values, then the assignments.
func (f *fn) assignMany(x *ast.AssignStmt) string {
	if s, ok := f.plainMany(x); ok {
		return s
	}
	var pre, eval, set strings.Builder
	declares := false
	early := make([]string, len(x.Lhs)) // names of values that are evaluated before the left side is looked at
	if f.callsFirst(x.Rhs) != nil {
		eval.WriteString(f.inTurn(x.Rhs, func(i int) (text string) {
			early[i], text = f.valueFor(x, i)
			return text
		}))
	}
	for i, e := range x.Lhs {
		t := f.leftType(e)
		if t == nil && isNilType(f.typeOf(x.Rhs[i])) {
			continue
		}
		n := early[i]
		if n == "" {
			var text string
			n, text = f.valueFor(x, i)
			eval.WriteString(text)
		}
		if t == nil {
			continue
		}
		if o, ok := f.defines(e); ok {
			declares = true
			set.WriteString(f.define(o, n) + "\n")
			continue
		}
		if _, ok := ast.Unparen(e).(*ast.Ident); ok {
			set.WriteString(f.expr(e) + " = " + n + "\n")
			continue
		}
		p, place := f.target(e)
		pre.WriteString(p)
		set.WriteString(f.store(place, n, t))
	}
	s := pre.String() + eval.String() + set.String()
	if slices.ContainsFunc(x.Rhs, f.calls) && !slices.ContainsFunc(x.Lhs, f.calls) { // see callsFirst
		s = eval.String() + pre.String() + set.String()
	}
	if declares {
		return strings.TrimSuffix(s, "\n")
	}
	return "{\n" + s + "}"
}
