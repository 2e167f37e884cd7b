package check

import (
	"go/token"
	"go/types"
)

// Later cells see an earlier one's variable, constant or function as a frozen object if its type
// mentions no type of the session. Frozen types are rebuilt where they refer to their package
// (parameters and fields do), because one such reference keeps that cell's whole package in memory.

// ofSession reports whether a type mentions a type that the session declares, or a type parameter.
func ofSession(t types.Type) bool { return mentions(t, map[types.Type]bool{}) }

func mentions(t types.Type, seen map[types.Type]bool) bool {
	if t == nil || seen[t] {
		return false
	}
	seen[t] = true
	any := func(n int, at func(int) types.Type) bool {
		for i := range n {
			if mentions(at(i), seen) {
				return true
			}
		}
		return false
	}
	switch t := t.(type) {
	case *types.Named:
		return inSession(t.Obj()) || any(t.TypeArgs().Len(), t.TypeArgs().At)
	case *types.Alias:
		return inSession(t.Obj()) || any(t.TypeArgs().Len(), t.TypeArgs().At) || mentions(t.Rhs(), seen)
	case *types.TypeParam:
		return true
	case *types.Pointer:
		return mentions(t.Elem(), seen)
	case *types.Slice:
		return mentions(t.Elem(), seen)
	case *types.Array:
		return mentions(t.Elem(), seen)
	case *types.Chan:
		return mentions(t.Elem(), seen)
	case *types.Map:
		return mentions(t.Key(), seen) || mentions(t.Elem(), seen)
	case *types.Tuple:
		return any(t.Len(), func(i int) types.Type { return t.At(i).Type() })
	case *types.Signature:
		return mentions(t.Params(), seen) || mentions(t.Results(), seen)
	case *types.Struct:
		return any(t.NumFields(), func(i int) types.Type { return t.Field(i).Type() })
	case *types.Interface:
		return any(t.NumExplicitMethods(), func(i int) types.Type { return t.ExplicitMethod(i).Type() }) ||
			any(t.NumEmbeddeds(), t.EmbeddedType)
	case *types.Union:
		return any(t.Len(), func(i int) types.Type { return t.Term(i).Type() })
	}
	return false
}

func inSession(obj types.Object) bool { return obj.Pkg() != nil && obj.Pkg().Path() == mainPath }

// frozenObject is obj without links to its package.
func frozenObject(obj types.Object, pkg *types.Package) types.Object {
	t := frozen(obj.Type(), pkg)
	switch o := obj.(type) {
	case *types.Var:
		return detached(types.NewVar(o.Pos(), pkg, o.Name(), t))
	case *types.Const:
		return detached(types.NewConst(o.Pos(), pkg, o.Name(), t, o.Val()))
	case *types.Func:
		return detached(types.NewFunc(o.Pos(), pkg, o.Name(), t.(*types.Signature)))
	}
	return nil
}

// detached gives an object a scope of its own, else the first package that it is inserted into
// would become its parent for ever.
func detached[O types.Object](obj O) O {
	types.NewScope(nil, token.NoPos, token.NoPos, "").Insert(obj)
	return obj
}

// frozen rebuilds a type that is not of the session.
func frozen(t types.Type, pkg *types.Package) types.Type {
	vars := func(tuple *types.Tuple) *types.Tuple {
		var list []*types.Var
		for v := range tuple.Variables() {
			list = append(list, types.NewParam(token.NoPos, pkg, v.Name(), frozen(v.Type(), pkg)))
		}
		return types.NewTuple(list...)
	}
	switch t := types.Unalias(t).(type) {
	case *types.Pointer:
		return types.NewPointer(frozen(t.Elem(), pkg))
	case *types.Slice:
		return types.NewSlice(frozen(t.Elem(), pkg))
	case *types.Array:
		return types.NewArray(frozen(t.Elem(), pkg), t.Len())
	case *types.Chan:
		return types.NewChan(t.Dir(), frozen(t.Elem(), pkg))
	case *types.Map:
		return types.NewMap(frozen(t.Key(), pkg), frozen(t.Elem(), pkg))
	case *types.Signature:
		return types.NewSignatureType(nil, nil, nil, vars(t.Params()), vars(t.Results()), t.Variadic())
	case *types.Struct:
		fields, tags := make([]*types.Var, t.NumFields()), make([]string, t.NumFields())
		for i := range fields {
			f := t.Field(i)
			fields[i] = types.NewField(f.Pos(), pkg, f.Name(), frozen(f.Type(), pkg), f.Embedded())
			tags[i] = t.Tag(i)
		}
		return types.NewStruct(fields, tags)
	case *types.Interface:
		if t.NumExplicitMethods() == 0 {
			return t
		}
		var methods []*types.Func
		for m := range t.ExplicitMethods() {
			methods = append(methods, types.NewFunc(m.Pos(), pkg, m.Name(), frozen(m.Type(), pkg).(*types.Signature)))
		}
		var embedded []types.Type
		for e := range t.EmbeddedTypes() {
			embedded = append(embedded, frozen(e, pkg))
		}
		return types.NewInterfaceType(methods, embedded).Complete()
	default:
		return t
	}
}
