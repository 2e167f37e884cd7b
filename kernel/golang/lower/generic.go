package lower

import (
	"go/ast"
	"go/token"
	"go/types"
)

// Generics are instantiated: the interpreter's own are incomplete. A generic function or type of an
// earlier cell is lowered when an instance of it is first wanted; those of the standard library come
// from sources of ours (see library.go).

// instance is the function that a generic function with type arguments is lowered to.
func (f *fn) instance(o *types.Func, targs []types.Type, n ast.Node) string {
	l := f.l
	src := l.sourceOf(o)
	var d *ast.FuncDecl
	if src != nil {
		d = src.funcs[o.Name()]
	}
	if d == nil {
		f.refuse(n, "the generic function "+o.Pkg().Name()+"."+o.Name(), insteadOf(o))
	}
	key := l.globalKey(o)
	base := o.Name()
	for _, t := range targs {
		key += "," + l.canon.text(t)
		base += "_" + mangle(l.goName.text(t))
	}
	name := l.generated(l.variant(base), key)
	env := bind(src.info.Defs[d.Name].(*types.Func).Signature().TypeParams(), func(i int) types.Type { return targs[i] })
	l.lowerInstance(name, src, d, env, f.at(n))
	return name
}

// methodInstance is the function that a method of an instantiated type is lowered to.
func (l *lowering) methodInstance(n *types.Named, o *types.Func) string {
	src := l.sourceOf(n.Obj())
	var d *ast.FuncDecl
	if src != nil {
		d = src.methods[n.Obj().Name()][o.Name()]
	}
	if d == nil {
		l.refuse(token.NoPos, "the method "+o.Name()+" of "+n.Obj().Name(), "define the type in this cell again")
	}
	decl := src.info.Defs[d.Name].(*types.Func)
	key := l.canonNamed(n) + "." + o.Name() + "@" + l.globalKey(decl)
	name := l.generated(l.variant(n.Obj().Name()+"_"+mangle(l.argsText(n))+"_"+o.Name()), key)
	env := bind(decl.Signature().RecvTypeParams(), func(i int) types.Type { return n.TypeArgs().At(i) })
	l.lowerInstance(name, src, d, env, l.site)
	return name
}

func bind(params *types.TypeParamList, arg func(int) types.Type) map[*types.TypeParam]types.Type {
	env := map[*types.TypeParam]types.Type{}
	for i := range params.Len() {
		env[params.At(i)] = arg(i)
	}
	return env
}

// lowerInstance lowers d for one set of type arguments, once. site is where it was first wanted.
func (l *lowering) lowerInstance(name string, src *source, d *ast.FuncDecl, env map[*types.TypeParam]types.Type, site token.Pos) {
	l.once("func "+name, func() {
		if recovers(src.info, d.Body) {
			l.state.recovers[name] = true
		}
		l.pending = append(l.pending, func() {
			l.guard(site, func() { l.function(&fn{l: l, src: src, env: env}, d, name) })
		})
	})
}

// at is n's place in the cell; for code of the library it is the place that wanted it.
func (f *fn) at(n ast.Node) token.Pos {
	if f.src != f.l.own {
		return f.l.site
	}
	return n.Pos()
}

// globalKey identifies a declared object across cells.
func (l *lowering) globalKey(o types.Object) string {
	if f, ok := o.(*types.Func); ok && isSession(o) {
		return l.funcName(f.Origin())
	}
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
	return l.library.declaring(o)
}

// insteadOf is what to write instead of a generic function or type that has no source here (see
// std.GenericSource).
func insteadOf(o types.Object) string {
	switch o.Pkg().Path() {
	case "weak":
		return "keep a plain pointer"
	case "runtime":
		return "clean up in a deferred call"
	case "database/sql":
		return "use sql.NullString, sql.NullInt64 and the like"
	}
	return "write one of your own"
}
