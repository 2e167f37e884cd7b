package lower

import (
	"go/ast"
	"go/types"
	"strings"
)

// The keys of maps. One with an interface in it may have no hash, and the panic that says so names a type, which
// in a box is the interpreter's; its text also depends on the map, and on whether that is written. The
// interpreter reads an element before it writes it.

// indexKey is the index of x, an element of a map of the type m.
func (f *fn) indexKey(x *ast.IndexExpr, m *types.Map) string {
	if f.storing != x {
		return f.mapKey(x.Index, m.Key())
	}
	table := "nil"
	if simple(x.X) {
		table = f.opened(x.X)
	}
	return f.storedKey(x.Index, table, m.Key())
}

// mapKey is the key of an element that is read or deleted, or of one in a literal.
func (f *fn) mapKey(e ast.Expr, key types.Type) string {
	return f.hashed(e, key, "key", "_rt.Key(x)", "")
}

// storedKey is the key of an element that is written; table is the map's text.
func (f *fn) storedKey(e ast.Expr, table string, key types.Type) string {
	return f.hashed(e, key, "stored", "_rt.StoredKey(x, m)", table)
}

// hashed is e as a key, passed through the check, which stands in a helper with the parameters x and, if there
// is a table, m.
func (f *fn) hashed(e ast.Expr, key types.Type, base, check, table string) string {
	if isNilType(f.typeOf(e)) && !isInterface(key) && !f.l.recursive(key) {
		return converted(f.l.text(key), "nil")
	}
	s := f.assigned(e, key)
	if t := f.typeOf(e); isNilType(t) || !holdsInterfaces(t) && !mayLackHash(t) {
		return s
	}
	if f.l.erased(key) {
		name, _, _ := strings.Cut(check, "(")
		return f.mark(MarkCall, e.Pos()) + name + "(" + s + prefixed(table) + ")"
	}
	params := ""
	if table != "" {
		params = ", m interface{}"
	}
	return f.mark(MarkCall, e.Pos()) + f.l.helper(base, key, func(name, text string) string {
		if isInterface(key) {
			return "func " + name + "(x " + text + params + ") " + text + " { _rt.CheckKey(x); return x }\n"
		}
		return "func " + name + "(x " + text + params + ") " + text + " { return " + f.l.open(check, key) + " }\n"
	}) + "(" + s + prefixed(table) + ")"
}

// prefixed is an argument after another one, if there is one.
func prefixed(arg string) string {
	if arg == "" {
		return ""
	}
	return ", " + arg
}

// mayLackHash reports whether an interface value made of a t has no hash.
func mayLackHash(t types.Type) bool { return !isInterface(t) && !types.Comparable(t) }

// holdsInterfaces reports whether a value of type t is or has in it an interface value.
func holdsInterfaces(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Interface:
		return true
	case *types.Array:
		return holdsInterfaces(u.Elem())
	case *types.Struct:
		for v := range u.Fields() {
			if holdsInterfaces(v.Type()) {
				return true
			}
		}
	}
	return false
}

// literalKey is a key in the literal of a map. The interpreter compares constant keys before they have
// their types, so those of an interface type, or of a generic function's, come from a call.
func (f *fn) literalKey(e ast.Expr, key types.Type) string {
	_, isConst := f.constant(e, true)
	t := types.Default(f.typeOf(e))
	if !isConst && len(f.env) == 0 || !isInterface(key) && len(f.env) == 0 || isInterface(t) || isNilType(t) {
		return f.mapKey(e, key)
	}
	return f.l.convert(f.l.identity(t)+"("+f.expr(e)+")", t, key)
}

// keyMark is the mark of the key of a map that may hold what has no hash.
func (f *fn) keyMark(x *ast.IndexExpr, m *types.Map) string {
	switch m.Key().Underlying().(type) {
	case *types.Struct, *types.Array, *types.Interface:
		return f.mark(MarkIndex, x.Pos())
	}
	return ""
}
