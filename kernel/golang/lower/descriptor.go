package lower

import (
	"fmt"
	"go/types"

	"weft/kernel/golang/check"
)

// descriptor is the variable that holds the descriptor of t: what rt must know to let a boxed value
// print, compare, encode and answer to compiled interfaces as Go does. It is "nil" for types that
// need none.
func (l *lowering) descriptor(t types.Type) string {
	t = types.Unalias(t)
	if !l.boxed(t) {
		return "nil"
	}
	if n, ok := t.(*types.Named); ok {
		t = l.resolve(n)
	}
	key := l.canon.text(t)
	if v, ok := l.state.descriptors[key]; ok {
		return v
	}
	v := l.temp("t")
	l.state.descriptors[key] = v
	_, named := t.(*types.Named)
	i := len(l.vars)
	l.vars = append(l.vars, "")
	l.vars[i] = fmt.Sprintf("var %s = _rt.NewType(%q, %q, %v)\n", v, l.goName.text(t), kindOf(t), named)
	l.describe(v, t)
	l.pending = append(l.pending, func() { l.addMethods(v, t) })
	return v
}

// describe adds the setup of v's parts.
func (l *lowering) describe(v string, t types.Type) {
	add := func(format string, args ...any) { l.setup = append(l.setup, fmt.Sprintf(format, args...)) }
	elem := func(e types.Type) { add("%s.SetElem(%s)\n", v, l.descriptor(e)) }
	switch u := t.Underlying().(type) {
	case *types.Pointer:
		elem(u.Elem())
	case *types.Slice:
		elem(u.Elem())
	case *types.Array:
		elem(u.Elem())
	case *types.Map:
		elem(u.Elem())
		add("%s.SetKey(%s)\n", v, l.descriptor(u.Key()))
	case *types.Chan:
		elem(u.Elem())
	case *types.Signature:
		for p := range u.Params().Variables() {
			add("%s.AddParam(%s)\n", v, l.descriptor(p.Type()))
		}
		for r := range u.Results().Variables() {
			add("%s.AddResult(%s)\n", v, l.descriptor(r.Type()))
		}
	case *types.Struct:
		for i := range u.NumFields() {
			f := u.Field(i)
			if l.isCut(t, i) {
				add("%s.SetLayout(%s)\n", l.descriptor(f.Type()), l.zero(f.Type()))
			}
			add("%s.AddField(%q, %q, %v, %v, %s)\n", v, f.Name(), u.Tag(i), f.Exported(), f.Embedded(), l.descriptor(f.Type()))
		}
	}
}

// kindOf names the kind of t's underlying type, as rt switches on it.
func kindOf(t types.Type) string {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Name()
	case *types.Pointer:
		return "ptr"
	case *types.Slice:
		return "slice"
	case *types.Array:
		return "array"
	case *types.Map:
		return "map"
	case *types.Chan:
		return "chan"
	case *types.Signature:
		return "func"
	case *types.Interface:
		return "interface"
	}
	return "struct"
}

// target is a method of a described type: what a dispatcher calls.
type target struct {
	descriptor string
	open       string // the value in the box _x
	call       string // the call on _v with arguments _m0...
	check      string // a statement before it
}

// addMethods tells rt and the dispatchers about t's methods.
func (l *lowering) addMethods(v string, t types.Type) {
	if it, ok := t.Underlying().(*types.Interface); ok {
		for m := range it.Methods() {
			l.setup = append(l.setup, fmt.Sprintf("%s.HasMethod(%q, %q)\n", v, m.Name(), l.methodKey(m)))
		}
		return
	}
	if n, ok := t.(*types.Named); ok && encodesItself(n) {
		l.setup = append(l.setup, v+".SetPointer("+l.descriptor(types.NewPointer(n))+")\n")
	}
	set := types.NewMethodSet(t)
	for m := range set.Methods() {
		o := m.Obj().(*types.Func)
		if !o.Exported() && !isSession(o) {
			continue // of an embedded compiled type
		}
		sig := o.Signature()
		key := l.methodKey(o)
		_, args := l.params(sig, "_m")
		call := l.callMethod("_v", t, m, args, "")
		check := nilCheck("_v", t, m)
		l.addTarget(key, target{descriptor: v, open: l.open("_rt.Val(_x)", t), call: call, check: check})
		l.setup = append(l.setup, fmt.Sprintf("%s.HasMethod(%q, %q)\n", v, o.Name(), key))
		if l.pure(sig) {
			l.setup = append(l.setup, l.register(v, t, o.Name(), sig, check, call))
		}
	}
}

// nilCheck is the statement that raises Go's panic of a value method m of v, a nil pointer t, if it is one.
func nilCheck(v string, t types.Type, m *types.Selection) string {
	o := m.Obj().(*types.Func)
	n := check.NamedOf(t)
	if !isPointer(t) || n == nil || !isSession(n.Obj()) || len(m.Index()) > 1 || isPointer(o.Origin().Signature().Recv().Type()) {
		return ""
	}
	name := n.Obj().Name()
	if n.TypeArgs().Len() > 0 {
		name += "[...]"
	}
	return fmt.Sprintf("if %s == nil { _rt.NilValue(%q, %q) }\n", v, name, o.Name())
}

// addTarget puts a method into the table of its key, in place of an older one of the same type.
func (l *lowering) addTarget(key string, n target) {
	list := l.state.methods[key]
	for i, old := range list {
		if old.descriptor == n.descriptor {
			list = append([]target{}, list...)
			list[i] = n
			l.state.methods[key] = list
			l.outdate(key)
			return
		}
	}
	l.state.methods[key] = append(list, n)
	l.outdate(key)
}

// register is the statement that gives rt a method that compiled code can call.
func (l *lowering) register(v string, t types.Type, name string, sig *types.Signature, check, call string) string {
	params, _ := l.params(sig, "_m")
	if params != "" {
		params = ", " + params
	}
	fn := l.temp("f")
	return fmt.Sprintf("%s := func(_b interface{}%s)%s {\n_v := %s\n%s%s%s\n}\n%s.SetMethod(%q, %s)\n",
		fn, params, l.resultsText(sig), l.open("_b", t), check, returnIf(sig), call, v, name, fn)
}

// pure reports whether compiled code can have values of all the signature's types.
func (l *lowering) pure(sig *types.Signature) bool {
	return !l.mentions(types.NewSignatureType(nil, nil, nil, sig.Params(), sig.Results(), sig.Variadic()))
}
