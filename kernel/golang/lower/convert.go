package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"
)

// assigned is e, converted to the type to as an assignment does.
func (f *fn) assigned(e ast.Expr, to types.Type) string {
	from := f.typeOf(e)
	if isNilType(from) {
		return "nil"
	}
	if t, ok := from.(*types.Tuple); ok && t.Len() > 1 {
		return f.expr(e)
	}
	if from == nil || to == nil {
		return f.expr(e)
	}
	if !isInterface(to) {
		return f.l.restated(f.expr(e), from, to)
	}
	f.refuseReflectType(e, from, to)
	return f.l.convert(f.value(e), types.Default(from), to)
}

// convert converts the text x from one type to another, as an assignment does. Only conversions to
// interfaces change anything.
//
// The interpreter wraps its own types' values in interfaces in a way that compiled code does not
// understand: they have no methods there, the wrong name, and extra field names. So a value whose
// type mentions a session's type becomes an rt box, with the type's descriptor.
func (l *lowering) convert(x string, from, to types.Type) string {
	if to == nil || from == nil {
		return x
	}
	if !isInterface(to) {
		return l.restated(x, from, to)
	}
	if isInterface(from) {
		if l.erased(from) && !l.erased(to) {
			return l.mustBe(to, from) + "(" + x + ")"
		}
		return x
	}
	if isNilType(from) {
		return "nil"
	}
	if isReflectValue(from) && l.erased(to) {
		return "_rt.ReflectShown(" + x + ")"
	}
	if !l.boxed(from) {
		return x
	}
	x = l.opened(x, from)
	if types.Identical(to, errorType) {
		return "_rt.BoxErr(" + l.descriptor(from) + ", " + x + ")"
	}
	box := "_rt.Box(" + l.descriptor(from) + ", " + x + ")"
	if l.erased(to) {
		return box
	}
	l.seenByCompiled(from, to)
	return l.helper("iface", to, func(name, text string) string {
		return "func " + name + "(x interface{}) " + text + " { return x.(" + text + ") }\n"
	}) + "(" + box + ")"
}

// seenByCompiled refuses a conversion to a compiled interface that a box cannot have all methods of.
func (l *lowering) seenByCompiled(from, to types.Type) {
	for m := range to.Underlying().(*types.Interface).Methods() {
		if !slices.Contains(boxMethods[:], l.methodKey(m)) {
			l.refuse(token.NoPos, "a value of type "+l.goName.text(from)+" as "+l.goName.text(to),
				"wrap a value of the standard library instead of a type of your own")
		}
	}
}

// value is e where an interface value is made of it: a function gets a variable of its own, and so
// does the result of an operator, which the interpreter would write into the interface.
func (f *fn) value(e ast.Expr) string {
	x := f.expr(e)
	t := f.typeOf(e)
	if _, ok := t.Underlying().(*types.Signature); ok {
		return f.l.identity(t) + "(" + x + ")"
	}
	if _, isConst := f.constant(e, true); isConst || isNilType(t) || isInterface(t) {
		return x
	}
	switch ast.Unparen(e).(type) {
	case *ast.BinaryExpr, *ast.UnaryExpr:
		return f.l.identity(types.Default(t)) + "(" + x + ")"
	}
	return x
}

// identity is a helper that returns its argument from a frame of its own.
func (l *lowering) identity(t types.Type) string {
	return l.helper("same", t, func(name, text string) string {
		return "func " + name + "(f " + text + ") " + text + " { g := f; return g }\n"
	})
}

// helper is the name of a generated function for a type; write is called once per session.
func (l *lowering) helper(base string, t types.Type, write func(name, text string) string) string {
	name := l.generated(base+"_"+mangle(l.goName.text(t)), l.canon.text(t))
	l.once("func "+name, func() { l.addFunc(func() string { return write(name, l.text(t)) }) })
	return name
}

// addFunc appends a declaration, in order even if writing it appends others.
func (l *lowering) addFunc(write func() string) {
	i := len(l.funcs)
	l.funcs = append(l.funcs, "")
	l.funcs[i] = write()
}

// is is a helper func(x interface{}) (T, bool): x's dynamic value if it is a T.
//
// In the interpreter `case error:` misses compiled errors, and an assertion to a session's type
// compares layouts, not identities. A failed assertion leaves its left side as it is, and a named result
// may be the caller's variable, so r is a variable of the helper.
func (l *lowering) is(t types.Type) string {
	return l.helper("as", t, func(name, text string) string {
		return "func " + name + "(x interface{}) (" + text + ", bool) {\nvar r " + text + "\nok := false\n" + l.isBody(t, text) + "}\n"
	})
}

func (l *lowering) isBody(t types.Type, text string) string {
	switch {
	case isInterface(t):
		it := t.Underlying().(*types.Interface)
		if it.NumMethods() == 0 {
			return "return x, x != nil\n"
		}
		if l.erased(t) {
			return fmt.Sprintf("if _rt.Implements(x, %s) { return x, true }\nreturn nil, false\n", l.methodNames(it))
		}
		return fmt.Sprintf("if !_rt.Implements(x, %s) { return r, false }\nr, ok = x.(%s)\nreturn r, ok\n", l.methodNames(it), text)
	case l.boxed(t):
		return fmt.Sprintf("if _rt.Is(x, %s) { return %s, true }\nreturn r, false\n", l.descriptor(t), l.open("_rt.Val(x)", t))
	}
	check := ""
	if _, ok := t.Underlying().(*types.Chan); ok { // the interpreter ignores directions
		check = "if !_rt.Same(x, r) { return r, false }\n"
	}
	return check + "r, ok = x.(" + text + ")\nreturn r, ok\n"
}

// open is the value of type t that x, the content of a box, holds.
func (l *lowering) open(x string, t types.Type) string {
	if emptyStruct(t) {
		return l.text(t) + "{}"
	}
	if l.recursive(t) {
		return "_rt.Hold(" + x + ")"
	}
	return x + ".(" + l.text(t) + ")"
}

// methodNames is the quoted list of an interface's methods with their signatures.
func (l *lowering) methodNames(it *types.Interface) string {
	var keys []string
	for m := range it.Methods() {
		keys = append(keys, l.methodKey(m))
	}
	return strconv.Quote(strings.Join(keys, ";"))
}

// methodKey identifies a method by its name and signature, as reflect prints them: that is what
// compiled values are asked for.
func (l *lowering) methodKey(m *types.Func) string {
	sig := m.Signature()
	key := m.Name() + l.goName.signature(sig)
	if !l.pure(sig) { // types of different generations have the same Go name
		key += "|" + l.canon.signature(sig)
	}
	return key
}

// mustBe is a helper func(x interface{}) T that panics as a failed assertion from the type from.
func (l *lowering) mustBe(t, from types.Type) string {
	source := l.goName.text(from)
	return l.helper("must_"+mangle(source), t, func(name, text string) string {
		missing := `""`
		if it, ok := t.Underlying().(*types.Interface); ok {
			missing = l.methodNames(it)
		}
		return fmt.Sprintf("func %s(x interface{}) %s {\nv, ok := %s(x)\nif !ok { _rt.Failed(%q, x, %q, %s) }\nreturn v\n}\n",
			name, text, l.is(t), source, l.goName.text(t), missing)
	})
}
