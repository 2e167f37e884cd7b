package lower

import (
	"go/ast"
	"go/types"
	"strings"
)

// Calls whose arguments are the results of another call: f(g()).

// spreadCall is f(g()): the results are named and converted one by one.
func (f *fn) spreadCall(x *ast.CallExpr, sig *types.Signature) string {
	pre, call := f.spreadParts(x, sig)
	return "func()" + f.l.resultsText(sig) + " { " + pre + returnIf(sig) + call + " }()"
}

// spreadParts are the statements that evaluate what is called, if that has an effect, and the
// arguments; and the call itself.
func (f *fn) spreadParts(x *ast.CallExpr, sig *types.Signature) (pre, call string) {
	names, args := f.spread(x, sig)
	args = f.gathered(x, sig, args)
	if _, isLit := ast.Unparen(x.Fun).(*ast.FuncLit); isLit || !f.calls(x.Fun) {
		return names + " := " + f.expr(x.Args[0]) + "\n", f.callWith(x, args)
	}
	h := hoist{fn: f, now: true}
	fun := h.callee(x)
	return h.pre.String() + names + " := " + f.expr(x.Args[0]) + "\n", f.callMark(x) + fun(args)
}

// spread names the results of the argument and gives the arguments made of them.
func (f *fn) spread(x *ast.CallExpr, sig *types.Signature) (names string, args []string) {
	t := f.typeOf(x.Args[0]).(*types.Tuple)
	var list []string
	for i := range t.Len() {
		n := f.l.temp("v")
		list = append(list, n)
		args = append(args, f.l.convert(n, t.At(i).Type(), f.param(sig, i, false)))
	}
	return strings.Join(list, ", "), args
}

// spreadBuiltin is a builtin of g(): append, copy, delete, complex, print or println.
func (f *fn) spreadBuiltin(x *ast.CallExpr, name string) string {
	t := f.typeOf(x.Args[0]).(*types.Tuple)
	var names, args []string
	for i := range t.Len() {
		n := f.l.temp("v")
		names, args = append(names, n), append(args, f.l.opened(n, t.At(i).Type()))
	}
	result := ""
	convert := func(from int, to types.Type) {
		for i := from; i < t.Len(); i++ {
			args[i] = f.l.convert(names[i], t.At(i).Type(), to)
		}
	}
	switch name {
	case "append":
		convert(1, coreType(f.typeOf(x)).(*types.Slice).Elem())
		result = f.text(f.typeOf(x))
	case "delete":
		convert(1, coreType(t.At(0).Type()).(*types.Map).Key())
	case "print", "println":
		convert(0, anyType)
		name = map[string]string{"print": "_rt.Print", "println": "_rt.Println"}[name]
	case "copy", "complex":
		result = f.text(f.typeOf(x))
	default:
		f.refuse(x, "the builtin "+name+" of a call with several results", "give the results names first")
	}
	call := name + "(" + strings.Join(args, ", ") + ")"
	if result == "" {
		return "func() { " + strings.Join(names, ", ") + " := " + f.expr(x.Args[0]) + "; " + call + " }()"
	}
	return "func() " + result + " { " + strings.Join(names, ", ") + " := " + f.expr(x.Args[0]) + "; return " + f.l.kept(call, f.typeOf(x)) + " }()"
}
