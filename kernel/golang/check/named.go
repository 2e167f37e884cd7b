package check

import "go/types"

// EachNamed calls do for every type name in the text of a type.
func EachNamed(t types.Type, do func(*types.TypeName)) {
	tuple := func(l *types.Tuple) {
		for v := range l.Variables() {
			EachNamed(v.Type(), do)
		}
	}
	args := func(l *types.TypeList) {
		for a := range l.Types() {
			EachNamed(a, do)
		}
	}
	switch t := t.(type) {
	case *types.Named:
		do(t.Obj())
		args(t.TypeArgs())
	case *types.Alias:
		do(t.Obj())
		args(t.TypeArgs())
	case *types.Pointer:
		EachNamed(t.Elem(), do)
	case *types.Slice:
		EachNamed(t.Elem(), do)
	case *types.Array:
		EachNamed(t.Elem(), do)
	case *types.Chan:
		EachNamed(t.Elem(), do)
	case *types.Map:
		EachNamed(t.Key(), do)
		EachNamed(t.Elem(), do)
	case *types.Signature:
		tuple(t.Params())
		tuple(t.Results())
	case *types.Struct:
		for f := range t.Fields() {
			EachNamed(f.Type(), do)
		}
	case *types.Interface:
		for m := range t.ExplicitMethods() {
			EachNamed(m.Type(), do)
		}
		for e := range t.EmbeddedTypes() {
			EachNamed(e, do)
		}
	case *types.Union:
		for term := range t.Terms() {
			EachNamed(term.Type(), do)
		}
	}
}
