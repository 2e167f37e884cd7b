package lower

import (
	"go/ast"
	"go/types"
)

// Recursive types that are not structs, such as
//
//	type state func(*lexer) state
//	type tree []tree
//
// The interpreter cannot build them, and a type that lost its name has no end. So a value of such a
// type is held in an interface{} wherever it is kept, and opened where it is used as what its type
// stands for: called, indexed, ranged over... A held nil is a nil interface, so that held values
// compare as the values do.

// recursive reports whether t is a named type that leads to itself other than through named structs
// and interfaces, which keep their names.
func (l *lowering) recursive(t types.Type) bool {
	n, ok := types.Unalias(t).(*types.Named)
	if !ok {
		return false
	}
	switch n.Underlying().(type) {
	case *types.Basic, *types.Struct, *types.Interface:
		return false
	}
	if !l.fromSource(n) {
		return false
	}
	n = l.resolve(n)
	key := l.canonNamed(n)
	r, ok := l.recursion[key]
	if !ok {
		r = l.leadsTo(n.Underlying(), n, nil)
		l.recursion[key] = r
	}
	return r
}

// leadsTo reports whether the lowered text of t would contain that of n.
func (l *lowering) leadsTo(t types.Type, n *types.Named, seen []*types.Named) bool {
	some := func(ts ...types.Type) bool {
		for _, t := range ts {
			if l.leadsTo(t, n, seen) {
				return true
			}
		}
		return false
	}
	switch t := types.Unalias(t).(type) {
	case *types.Named:
		if types.Identical(t, n) {
			return true
		}
		for _, s := range seen {
			if types.Identical(s, t) {
				return false
			}
		}
		u := t.Underlying()
		if _, isStruct := u.(*types.Struct); isStruct || types.IsInterface(u) || !l.fromSource(t) {
			return false
		}
		seen = append(seen, t)
		return some(u)
	case *types.Pointer:
		return some(t.Elem())
	case *types.Slice:
		return some(t.Elem())
	case *types.Array:
		return some(t.Elem())
	case *types.Chan:
		return some(t.Elem())
	case *types.Map:
		return some(t.Key(), t.Elem())
	case *types.Struct:
		for f := range t.Fields() {
			if some(f.Type()) {
				return true
			}
		}
	case *types.Signature:
		for v := range t.Params().Variables() {
			if some(v.Type()) {
				return true
			}
		}
		for v := range t.Results().Variables() {
			if some(v.Type()) {
				return true
			}
		}
	}
	return false
}

// core is what values of t are in the lowered text once they are opened.
func (l *lowering) core(t types.Type) types.Type {
	if l.recursive(t) {
		return t.Underlying()
	}
	return t
}

// opened is the text x of type t, opened if it is held.
func (l *lowering) opened(x string, t types.Type) string {
	if !l.recursive(t) {
		return x
	}
	return l.helper("open", t, func(name, _ string) string {
		text := l.text(t.Underlying())
		return "func " + name + "(x interface{}) (v " + text + ") {\nif x == nil { return v }\nreturn x.(" + text + ")\n}\n"
	}) + "(" + x + ")"
}

// kept is x, of the type that t stands for, as a value of t.
func (l *lowering) kept(x string, t types.Type) string {
	if !l.recursive(t) {
		return x
	}
	return l.hold(x, t.Underlying())
}

// opened is e as an operand, opened if its type is recursive.
func (f *fn) opened(e ast.Expr) string {
	t := f.typeOf(e)
	if !f.l.recursive(t) {
		return f.operand(e)
	}
	return f.l.opened(f.expr(e), t)
}

// openedExpr is opened without the parentheses of an operand.
func (f *fn) openedExpr(e ast.Expr) string { return f.l.opened(f.expr(e), f.typeOf(e)) }

// restated converts x between a recursive type and what it stands for.
func (l *lowering) restated(x string, from, to types.Type) string {
	a, b := l.recursive(from), l.recursive(to)
	switch {
	case a == b || x == "nil":
		return x
	case a:
		return l.opened(x, from)
	}
	return l.kept(x, to)
}
