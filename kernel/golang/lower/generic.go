package lower

import (
	"go/token"
	"go/types"
)

// instance is the function that a generic function with type arguments is lowered to.
func (l *lowering) instance(o *types.Func, targs []types.Type, pos token.Pos) string {
	src := l.sourceOf(o)
	if src == nil {
		l.refuse(pos, "the generic function "+o.Pkg().Name()+"."+o.Name(), "write a loop")
	}
	d := src.funcs[o.Name()]
	if d == nil {
		l.refuse(pos, "the generic function "+o.Name(), "define it in this cell again")
	}
	key := l.globalKey(o)
	base := o.Name()
	for _, t := range targs {
		key += "," + l.canon.text(t)
		base += "_" + mangle(l.goName.text(t))
	}
	name := l.generated(base, key)
	l.once("func "+name, func() {
		decl := src.info.Defs[d.Name].(*types.Func)
		env := map[*types.TypeParam]types.Type{}
		for i := range decl.Signature().TypeParams().Len() {
			env[decl.Signature().TypeParams().At(i)] = targs[i]
		}
		l.pending = append(l.pending, func() {
			l.guard(pos, func() { l.function(&fn{l: l, src: src, env: env}, d, name) })
		})
	})
	return name
}

// methodInstance is the function that a method of an instantiated type is lowered to.
func (l *lowering) methodInstance(n *types.Named, o *types.Func) string {
	src := l.sourceOf(o)
	if src == nil {
		l.refuse(token.NoPos, "the generic type "+n.Obj().Name(), "")
	}
	d := src.methods[n.Obj().Name()][o.Name()]
	if d == nil {
		l.refuse(token.NoPos, "the method "+o.Name()+" of "+n.Obj().Name(), "define the type in this cell again")
	}
	key := l.canonNamed(n) + "." + o.Name() + "@" + l.globalKey(o)
	name := l.generated(n.Obj().Name()+"_"+mangle(l.argsText(n))+"_"+o.Name(), key)
	l.once("func "+name, func() {
		sig := src.info.Defs[d.Name].(*types.Func).Signature()
		env := map[*types.TypeParam]types.Type{}
		for i := range sig.RecvTypeParams().Len() {
			env[sig.RecvTypeParams().At(i)] = n.TypeArgs().At(i)
		}
		l.pending = append(l.pending, func() {
			l.guard(d.Pos(), func() { l.function(&fn{l: l, src: src, env: env}, d, name) })
		})
	})
	return name
}

// globalKey identifies a declared object across cells.
func (l *lowering) globalKey(o types.Object) string {
	if isSession(o) {
		return l.globalName(o)
	}
	return o.Pkg().Path() + "." + o.Name()
}

// sourceOf is the source that declares o, nil if o is compiled.
func (l *lowering) sourceOf(o types.Object) *source {
	if isSession(o) {
		return l.own
	}
	return nil
}
