package lower

import (
	"go/ast"
	"go/constant"
	"go/types"
	"strings"

	"weft/kernel/golang/check"
)

// call lowers a call expression or a conversion.
func (f *fn) call(x *ast.CallExpr) string {
	if s, ok := f.inline(x); ok {
		return s
	}
	if f.template != nil && f.builtinOf(x.Fun) == "" && !f.src.info.Types[x.Fun].IsType() {
		f.refuse(x, "a call in a body that is inlined", "")
	}
	if f.affects(x) {
		f.nest++
		defer func() { f.nest-- }()
	}
	s := f.callText(x)
	if !strings.HasPrefix(s, "/*@"+string(MarkCall)) {
		s = f.marked(x, s)
	}
	s = f.around(x, s)
	if b := f.builtinOf(x.Fun); b != "len" && b != "cap" && !f.src.info.Types[x.Fun].IsType() {
		f.affected = true
	}
	return s
}

func (f *fn) callText(x *ast.CallExpr) string {
	if tv := f.src.info.Types[x.Fun]; tv.IsType() {
		return f.conversion(x, f.sub(tv.Type))
	}
	if b := f.builtinOf(x.Fun); b != "" {
		return f.builtin(x, b)
	}
	if s, ok := f.sizeCall(x); ok {
		return s
	}
	if s, ok := f.special(x); ok {
		return s
	}
	sig := f.typeOf(x.Fun).Underlying().(*types.Signature)
	if f.spreads(x) {
		return f.spreadCall(x, sig)
	}
	return f.callWith(x, f.wrapped(x, f.args(x, sig)))
}

// callWith is the call x with lowered arguments.
func (f *fn) callWith(x *ast.CallExpr, args []string) string {
	if sel, ok := ast.Unparen(x.Fun).(*ast.SelectorExpr); ok && f.pkgOf(sel.X) == nil {
		if s := f.src.info.Selections[sel]; s != nil && s.Kind() == types.MethodVal {
			t := f.typeOf(sel.X)
			recv, m := f.operand(sel.X), f.reselect(t, s)
			if p := f.staticPointer(sel.X, m); p != nil && isInterface(t) {
				recv, t, m = f.l.open("_rt.Val("+recv+")", p), p, f.l.method(p, m.Obj().Pkg(), m.Obj().Name())
			}
			return f.callMark(x) + f.l.callMethod(recv, t, m, args, f.mark(MarkField, sel.Sel.Pos()))
		}
	}
	return f.callMark(x) + f.callee(x.Fun) + "(" + strings.Join(args, ", ") + ")"
}

// callee is what is called.
func (f *fn) callee(e ast.Expr) string {
	if lit, ok := ast.Unparen(e).(*ast.FuncLit); ok {
		return f.literalText(lit, "")
	}
	if o := f.calledFunc(e); o != nil && o.Signature().Recv() == nil {
		return f.funcValue(o, nameOf(e))
	}
	return f.opened(e)
}

// nameOf is the identifier of the declared function that e names.
func nameOf(e ast.Expr) *ast.Ident {
	switch x := ast.Unparen(e).(type) {
	case *ast.Ident:
		return x
	case *ast.SelectorExpr:
		return x.Sel
	case *ast.IndexExpr:
		return nameOf(x.X)
	case *ast.IndexListExpr:
		return nameOf(x.X)
	}
	return nil
}

// asValue is a declared function as a value. The interpreter's own functions are nodes, not Go
// functions, until they are called; so the value is a literal that calls the function.
func (f *fn) asValue(o *types.Func, id *ast.Ident) string {
	if s := f.replacement(o, id); s != "" {
		return s
	}
	f.unseenValue(o)
	name := f.funcValue(o, id)
	if !isSession(o) && f.l.library.declaring(o) == nil {
		return name
	}
	t := o.Type()
	if in, ok := f.src.info.Instances[id]; ok {
		t = in.Type
	}
	sig := f.sub(t).(*types.Signature)
	params, args := f.l.params(sig, "_m")
	call := name + "(" + strings.Join(args, ", ") + ")"
	if told, ok := f.l.told(call, "_p"); ok {
		return f.l.recoveringValue(sig, params, call, told)
	}
	return "func(" + params + ")" + f.l.resultsText(sig) + " { " + returnIf(sig) + call + " }"
}

// builtinOf is the name of the builtin that e is, else "".
func (f *fn) builtinOf(e ast.Expr) string {
	if id, ok := ast.Unparen(e).(*ast.Ident); ok {
		if b, ok := f.src.info.Uses[id].(*types.Builtin); ok {
			return b.Name()
		}
	}
	return ""
}

func (f *fn) conversion(x *ast.CallExpr, to types.Type) string {
	arg := x.Args[0]
	if isInterface(to) {
		if isNilType(f.typeOf(arg)) {
			return converted(f.l.text(to), "nil")
		}
		return f.assigned(arg, to)
	}
	if f.l.recursive(to) {
		if from := f.typeOf(arg); isNilType(from) || types.Identical(from, to) {
			return f.assigned(arg, to)
		}
		return f.l.kept(f.conversion(x, to.Underlying()), to)
	}
	if isNilType(f.typeOf(arg)) {
		return converted(f.l.text(to), "nil")
	}
	text := f.l.text(to)
	if _, ok := to.Underlying().(*types.Signature); ok {
		from := f.l.core(f.typeOf(arg))
		if f.l.text(from) == text {
			return f.openedExpr(arg)
		}
		return "(" + text + ")(" + f.l.identity(from) + "(" + f.openedExpr(arg) + "))"
	}
	if s, ok := f.constantTo(arg, to); ok {
		return s
	}
	if s, ok := f.toArray(arg, to); ok {
		return s
	}
	if text == "bool" { // the interpreter does not branch on a conversion
		return "(" + f.expr(arg) + ")"
	}
	return converted(text, f.openedExpr(arg))
}

// constantTo is the conversion of a constant to a type parameter's type: it is not constant in Go, but
// the constant can be represented in each type of the type set.
func (f *fn) constantTo(arg ast.Expr, to types.Type) (string, bool) {
	tv := f.src.info.Types[arg]
	b, ok := to.Underlying().(*types.Basic)
	if tv.Value == nil || !ok || b.Info()&types.IsString != 0 && tv.Value.Kind() != constant.String {
		return "", false
	}
	return f.l.text(to) + "(" + literal(tv.Value, b) + ")", true
}

// toArray is the conversion of a slice to an array or a pointer to one.
func (f *fn) toArray(arg ast.Expr, to types.Type) (string, bool) {
	if _, ok := f.typeOf(arg).Underlying().(*types.Slice); !ok {
		return "", false
	}
	a, ptr := to.Underlying(), false
	if p, ok := a.(*types.Pointer); ok {
		a, ptr = p.Elem().Underlying(), true
	}
	if _, ok := a.(*types.Array); !ok {
		return "", false
	}
	text := f.l.text(a)
	call := f.mark(MarkCall, arg.Pos()) + "_rt.ToArray(" + f.openedExpr(arg) + ", (*" + text + ")(nil)).(*" + text + ")"
	if !ptr && a.(*types.Array).Len() == 0 {
		from := f.l.core(f.typeOf(arg)).Underlying()
		return f.l.helper("none", from, func(name, slice string) string {
			return "func " + name + "(s " + slice + ") " + text + " { return " + text + "{} }\n"
		}) + "(" + f.openedExpr(arg) + ")", true
	}
	if !ptr {
		call = f.copyOf(a) + "(*" + call + ")"
	}
	return call, true
}

// spreads reports whether x is f(g()) with a g that has several results.
func (f *fn) spreads(x *ast.CallExpr) bool {
	if len(x.Args) != 1 {
		return false
	}
	t, ok := f.typeOf(x.Args[0]).(*types.Tuple)
	return ok && t.Len() > 1
}

// param is the type of argument i.
func (f *fn) param(sig *types.Signature, i int, ellipsis bool) types.Type {
	n := sig.Params().Len()
	if sig.Variadic() && i >= n-1 {
		if ellipsis {
			return f.sub(sig.Params().At(n - 1).Type())
		}
		return f.sub(variadicElem(sig))
	}
	return f.sub(sig.Params().At(i).Type())
}

// args lowers the arguments of a call.
func (f *fn) args(x *ast.CallExpr, sig *types.Signature) []string {
	var args []string
	for i, a := range x.Args {
		to := f.param(sig, i, x.Ellipsis.IsValid())
		s := f.assigned(a, to)
		if n := check.NamedOf(to); s == "nil" && n != nil && isInterface(n) && n.Obj().Exported() && !f.l.erased(n) {
			s = converted(f.l.text(to), s) // the interpreter knows only interfaces of packages that a cell has imported
		}
		if x.Ellipsis.IsValid() && i == len(x.Args)-1 {
			if isNilType(f.typeOf(a)) { // the interpreter wants a slice
				s = "(" + f.text(sig.Params().At(i).Type()) + ")(nil)"
			}
			s += "..."
		}
		args = append(args, s)
	}
	return f.gathered(x, sig, args)
}

// gathered makes one slice of variadic arguments, nil if there are none. The interpreter gives its own
// functions an empty slice instead of nil, and takes an argument of the slice's type for the slice.
func (f *fn) gathered(x *ast.CallExpr, sig *types.Signature, args []string) []string {
	if !sig.Variadic() || x.Ellipsis.IsValid() {
		return args
	}
	if o := f.calledFunc(x.Fun); o != nil && !isSession(o) && f.l.library.declaring(o) == nil {
		return args
	}
	n := sig.Params().Len() - 1
	slice := f.text(sig.Params().At(n).Type())
	if len(args) == n {
		return append(args, "("+slice+")(nil)...")
	}
	return append(args[:n:n], slice+"{"+strings.Join(args[n:], ", ")+"}...")
}

// funcValue is the text of a declared function, called or as a value.
func (f *fn) funcValue(o *types.Func, id *ast.Ident) string {
	var targs []types.Type
	if in, ok := f.src.info.Instances[id]; ok {
		for i := range in.TypeArgs.Len() {
			targs = append(targs, f.sub(in.TypeArgs.At(i)))
		}
	}
	if len(targs) > 0 {
		return f.instance(o, targs, id)
	}
	if isSession(o) {
		return f.l.globalName(o)
	}
	if src := f.l.library.declaring(o); src != nil && src.pkg == o.Pkg() {
		return f.l.libraryFunc(src, o)
	}
	if r := callersOf[o.Pkg().Path()+"."+o.Name()]; r != "" && o.Signature().Recv() == nil {
		return r
	}
	return f.l.pkg(o.Pkg()) + "." + o.Name()
}
