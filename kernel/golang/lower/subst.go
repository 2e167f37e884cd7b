package lower

import "go/types"

// sub replaces the type parameters of f's instance in t.
func (f *fn) sub(t types.Type) types.Type {
	if t == nil || len(f.env) == 0 {
		return t
	}
	return f.l.substitute(t, f.env)
}

func (l *lowering) substitute(t types.Type, env map[*types.TypeParam]types.Type) types.Type {
	sub := func(t types.Type) types.Type { return l.substitute(t, env) }
	switch t := t.(type) {
	case *types.TypeParam:
		if r, ok := env[t]; ok {
			return r
		}
	case *types.Alias:
		return sub(types.Unalias(t))
	case *types.Pointer:
		return types.NewPointer(sub(t.Elem()))
	case *types.Slice:
		return types.NewSlice(sub(t.Elem()))
	case *types.Array:
		return types.NewArray(sub(t.Elem()), t.Len())
	case *types.Map:
		return types.NewMap(sub(t.Key()), sub(t.Elem()))
	case *types.Chan:
		return types.NewChan(t.Dir(), sub(t.Elem()))
	case *types.Tuple:
		return l.subTuple(t, env)
	case *types.Signature:
		return types.NewSignatureType(nil, nil, nil, l.subTuple(t.Params(), env), l.subTuple(t.Results(), env), t.Variadic())
	case *types.Struct:
		var fields []*types.Var
		var tags []string
		for i := range t.NumFields() {
			f := t.Field(i)
			fields = append(fields, types.NewField(f.Pos(), f.Pkg(), f.Name(), sub(f.Type()), f.Embedded()))
			tags = append(tags, t.Tag(i))
		}
		return types.NewStruct(fields, tags)
	case *types.Interface:
		if t.NumMethods() == 0 {
			return t
		}
		var methods []*types.Func
		for m := range t.Methods() {
			sig := sub(m.Signature()).(*types.Signature)
			methods = append(methods, types.NewFunc(m.Pos(), m.Pkg(), m.Name(), sig))
		}
		return types.NewInterfaceType(methods, nil).Complete()
	case *types.Named:
		if n := l.localInstance(t, env); n != t {
			return n
		}
		if t.TypeArgs().Len() > 0 {
			var args []types.Type
			for i := range t.TypeArgs().Len() {
				args = append(args, sub(t.TypeArgs().At(i)))
			}
			if r, err := types.Instantiate(l.instances, t.Origin(), args, false); err == nil {
				return r
			}
		}
	}
	return t
}

func (l *lowering) subTuple(t *types.Tuple, env map[*types.TypeParam]types.Type) *types.Tuple {
	var vars []*types.Var
	for v := range t.Variables() {
		vars = append(vars, types.NewVar(v.Pos(), v.Pkg(), v.Name(), l.substitute(v.Type(), env)))
	}
	return types.NewTuple(vars...)
}
