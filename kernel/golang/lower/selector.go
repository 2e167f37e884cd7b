package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"weft/kernel/golang/check"
)

// selector lowers x.f: a package's object, a field through its explicit path, a method value or a
// method expression.
func (f *fn) selector(x *ast.SelectorExpr) string {
	if p := f.pkgOf(x.X); p != nil {
		return f.packageObject(p, x)
	}
	s := f.src.info.Selections[x]
	if s == nil {
		f.refuse(x, "this selector", "")
	}
	t := f.typeOf(x.X)
	switch s.Kind() {
	case types.MethodVal:
		return f.methodValue(x, t, f.reselect(t, s))
	case types.MethodExpr:
		return f.methodExpr(x, t, f.reselect(t, s))
	}
	text, _ := f.l.path(f.operand(x.X), t, f.fieldIndex(t, s), f.mark(MarkField, x.Sel.Pos()))
	return text
}

func (f *fn) packageObject(p *types.Package, x *ast.SelectorExpr) string {
	switch o := f.src.info.Uses[x.Sel].(type) {
	case *types.Func:
		return f.asValue(o, x.Sel)
	}
	return f.l.pkg(p) + "." + x.Sel.Name
}

// fieldIndex is the path of a field, found again if t was a type parameter.
func (f *fn) fieldIndex(t types.Type, s *types.Selection) []int {
	if len(f.env) == 0 {
		return s.Index()
	}
	o, index, _ := types.LookupFieldOrMethod(t, true, s.Obj().Pkg(), s.Obj().Name())
	if o == nil {
		return s.Index()
	}
	return index
}

// reselect finds a selected method again on the instance's type of the receiver.
func (f *fn) reselect(t types.Type, s *types.Selection) *types.Selection {
	return f.l.method(t, s.Obj().Pkg(), s.Obj().Name())
}

// method finds a method of t, also one that needs t's address.
func (l *lowering) method(t types.Type, pkg *types.Package, name string) *types.Selection {
	if r := types.NewMethodSet(t).Lookup(pkg, name); r != nil {
		return r
	}
	if r := types.NewMethodSet(types.NewPointer(t)).Lookup(pkg, name); r != nil {
		return r
	}
	panic(fmt.Sprintf("lower: no method %s on %v", name, t))
}

// embedding is the path of embedded fields that leads from t to the declaration of its method m. It ends at a compiled
// type, which has the methods of its own fields: some of those cannot be named from outside, as in net.TCPConn.
func (l *lowering) embedding(t types.Type, m *types.Selection) []int {
	index := m.Index()
	path := index[:len(index)-1]
	for n, i := range path {
		if named := check.NamedOf(t); named != nil && !l.fromSource(named) {
			return path[:n]
		}
		if p, ok := t.Underlying().(*types.Pointer); ok {
			t = p.Elem()
		}
		t = t.Underlying().(*types.Struct).Field(i).Type()
	}
	return path
}

// path appends field selections, with a mark where they go through a pointer. Embedding is only a named
// field in lowered code.
func (l *lowering) path(x string, t types.Type, index []int, mark string) (string, types.Type) {
	if len(index) > 0 {
		x = l.opened(x, t)
	}
	for _, i := range index {
		at := ""
		if p, ok := t.Underlying().(*types.Pointer); ok {
			t = p.Elem()
			at = mark
		}
		f := t.Underlying().(*types.Struct).Field(i)
		x += "." + at + fieldName(f)
		if l.isCut(t, i) && x != "" {
			x = l.openCut(x, f.Type())
		}
		t = f.Type()
	}
	return x, t
}

// place is path for a field that is written. The last field is as it is kept.
func (l *lowering) place(x string, t types.Type, index []int, mark string) (text string, cut types.Type) {
	last := len(index) - 1
	x, t = l.path(x, t, index[:last], mark)
	at := ""
	x = l.opened(x, t)
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
		at = mark
	}
	f := t.Underlying().(*types.Struct).Field(index[last])
	if l.isCut(t, index[last]) {
		cut = f.Type()
	}
	return x + "." + at + fieldName(f), cut
}

// callMethod is the text of a call of the method m on x, a text of type t. Methods of lowered types
// are functions, so a call costs what a function call does.
func (l *lowering) callMethod(x string, t types.Type, m *types.Selection, args []string, mark string) string {
	x, t = l.path(x, t, l.embedding(t, m), mark)
	o := m.Obj().(*types.Func)
	if isInterface(t) {
		if l.erased(t) {
			return l.dispatch(o) + "(" + strings.Join(append([]string{x}, args...), ", ") + ")"
		}
		return x + "." + mark + o.Name() + "(" + strings.Join(args, ", ") + ")" // a nil one panics where it is selected
	}
	name := l.methodFunc(t, o)
	if name == "" {
		return x + "." + o.Name() + "(" + strings.Join(args, ", ") + ")"
	}
	return name + "(" + strings.Join(append([]string{l.receiver(x, t, o)}, args...), ", ") + ")"
}

// receiver is x, of type t, as the receiver that the method o declares.
func (l *lowering) receiver(x string, t types.Type, o *types.Func) string {
	wants := isPointer(o.Origin().Signature().Recv().Type())
	switch {
	case wants && !isPointer(t):
		if isOpened(x) {
			l.refuseAddress(l.site, x)
		}
		return addressOf(x)
	case !wants && isPointer(t):
		return "*" + x
	}
	return x
}

func isPointer(t types.Type) bool {
	_, ok := types.Unalias(t).(*types.Pointer)
	return ok
}

// methodFunc is the function that the method o of t, or of what t points to, was lowered to; "" if
// t is a compiled type.
func (l *lowering) methodFunc(t types.Type, o *types.Func) string {
	n := check.NamedOf(t)
	if n == nil || !l.fromSource(n) {
		return ""
	}
	n = l.resolve(n)
	if n.TypeArgs().Len() > 0 {
		return l.methodInstance(n, o)
	}
	return l.funcName(o)
}

// methodValue is x.m as a function. The receiver is evaluated, and copied, now.
func (f *fn) methodValue(x *ast.SelectorExpr, t types.Type, m *types.Selection) string {
	recv, t := f.boundReceiver(x, t, m)
	m = f.l.method(t, m.Obj().Pkg(), m.Obj().Name())
	sig := f.l.instanceSignature(m)
	params, args := f.l.params(sig, "_m")
	name := f.l.temp("bound")
	call := f.l.endingMethod("_x", t, m, guarding(f.guard(m.Obj().(*types.Func), x), args))
	value := "func(" + params + ")" + f.l.resultsText(sig) + " {\n" + returnIf(sig) + f.l.tracedMethod(m.Obj().(*types.Func), call, sig.Results()) + "\n}"
	if told, ok := f.l.told(call, "_p"); ok {
		value = f.l.recoveringValue(sig, params, call, told)
	}
	f.l.addFunc(func() string {
		check := ""
		if isInterface(t) {
			check = "_rt.NilCall(_x)\n"
		}
		return "func " + name + "(_x " + f.l.text(t) + ") func(" + params + ")" + f.l.resultsText(sig) + " {\n" + check +
			"return " + value + "\n}\n"
	})
	return name + "(" + recv + ")"
}

// boundReceiver is the receiver of a method value or of a deferred call: its address if the method
// wants that. A value receiver behind a pointer is copied now.
func (f *fn) boundReceiver(x *ast.SelectorExpr, t types.Type, m *types.Selection) (string, types.Type) {
	text := f.operand(x.X)
	text, t = f.l.path(text, t, f.l.embedding(t, m), f.mark(MarkField, x.Sel.Pos()))
	o := m.Obj().(*types.Func)
	if isInterface(t) {
		return text, t
	}
	wants := isPointer(o.Origin().Signature().Recv().Type())
	switch {
	case wants && !isPointer(t):
		if isOpened(text) {
			f.l.refuseAddress(x.Pos(), x.Sel.Name)
		}
		return addressOf(text), types.NewPointer(t)
	case !wants && isPointer(t):
		return "*" + text, t.Underlying().(*types.Pointer).Elem()
	}
	return text, t
}

// methodExpr is T.m as a function literal; the interpreter has no method expressions of its types.
func (f *fn) methodExpr(x *ast.SelectorExpr, t types.Type, m *types.Selection) string {
	sig := f.l.instanceSignature(m)
	params, args := f.l.params(sig, "_m")
	if params != "" {
		params = ", " + params
	}
	call := f.l.endingMethod("_x", t, m, guarding(f.guard(m.Obj().(*types.Func), x), args))
	if told, ok := f.l.told(call, "_p"); ok {
		in := []*types.Var{types.NewParam(token.NoPos, nil, "_x", t)}
		for v := range sig.Params().Variables() {
			in = append(in, v)
		}
		whole := types.NewSignatureType(nil, nil, nil, types.NewTuple(in...), sig.Results(), sig.Variadic())
		return f.l.recoveringValue(whole, "_x "+f.l.text(t)+params, call, told)
	}
	call = f.l.tracedMethod(m.Obj().(*types.Func), call, sig.Results())
	check := ""
	if !isInterface(t) {
		check = nilCheck("_x", t, m)
	}
	return "func(_x " + f.l.text(t) + params + ")" + f.l.resultsText(sig) + " { " + check + returnIf(sig) + call + " }"
}

// instanceSignature is the signature of a selected method, without its receiver.
func (l *lowering) instanceSignature(m *types.Selection) *types.Signature {
	return m.Obj().(*types.Func).Signature()
}

// params is the text of parameters called prefix0, prefix1..., and of the arguments that pass them on.
func (l *lowering) params(sig *types.Signature, prefix string) (string, []string) {
	var params, args []string
	for i := range sig.Params().Len() {
		name := fmt.Sprintf("%s%d", prefix, i)
		text := l.text(sig.Params().At(i).Type())
		arg := name
		if sig.Variadic() && i == sig.Params().Len()-1 {
			text, arg = "..."+l.text(variadicElem(sig)), name+"..."
		}
		params, args = append(params, name+" "+text), append(args, arg)
	}
	return strings.Join(params, ", "), args
}

func (l *lowering) resultsText(sig *types.Signature) string {
	switch sig.Results().Len() {
	case 0:
		return ""
	case 1:
		return " " + l.text(sig.Results().At(0).Type())
	}
	return " (" + l.lowered.tuple(sig.Results()) + ")"
}

func returnIf(sig *types.Signature) string {
	if sig.Results().Len() > 0 {
		return "return "
	}
	return ""
}
