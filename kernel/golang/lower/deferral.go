package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// goStmt starts a goroutine through rt, which reports its panic instead of ending the process.
//
// The interpreter evaluates a go statement's receiver and function late, and in a loop starts the
// closure of an earlier iteration; so everything is evaluated into variables first, and the call is
// made from a closure of its own frame.
//
// Rule "short go": to call a declared function, rt gets a literal that does, and the variables as its
// arguments: the engine starts the declared function itself then. If the variables hold functions or
// interfaces, the closure is made in a function of its own, which takes them as parameters: making one
// copies the frame of the function around it.
func (f *fn) goStmt(x *ast.GoStmt) string {
	if s, ok := f.shortGo(x); ok {
		return s
	}
	pre, call := f.hoisted(x.Call, "")
	closure := f.ownMark(x.Call) + "func() {\n" + strings.TrimSuffix(call, "\n") + "\n}"
	if f.loops > 0 || f.jumps {
		closure = "func() func() { return " + closure + " }()"
	}
	return "{\n" + pre + "_rt.Go(" + f.where(x) + ", " + closure + ")\n}"
}

// shortGo is the go statement of a call of a session's function or method.
func (f *fn) shortGo(x *ast.GoStmt) (string, bool) {
	o := f.calledFunc(x.Call.Fun)
	if o == nil || !isSession(o) || f.spreads(x.Call) {
		return "", false
	}
	h := hoist{fn: f, values: true}
	fun := h.callee(x.Call)
	mark := f.callMark(x.Call)
	call := strings.TrimSuffix(fun(h.args(x.Call, f.typeOf(x.Call.Fun).Underlying().(*types.Signature))), "\n")
	var names []string
	for _, v := range h.held {
		n, _, _ := strings.Cut(v, " ")
		names = append(names, n)
	}
	operands := "(" + strings.Join(names, ", ") + ")"
	if h.values {
		literal := "func(" + strings.Join(h.held, ", ") + ") {\n" + mark + call + "\n}"
		return "{\n" + h.pre.String() + "_rt.GoCall(" + strings.Join(append([]string{f.where(x), literal}, names...), ", ") + ")\n}", true
	}
	name := f.l.temp("go")
	closure := f.ownMark(x.Call) + "func() {\n" + mark + call + "\n}"
	f.l.addFunc(func() string {
		return "func " + name + "(" + strings.Join(h.held, ", ") + ") func() {\nreturn " + closure + "\n}\n"
	})
	return "{\n" + h.pre.String() + "_rt.Go(" + f.where(x) + ", " + name + operands + ")\n}", true
}

// deferStmt registers a call with the function's frame.
//
// In the interpreter a deferred call in a loop sees the last arguments, and a panic in a deferred
// function skips the others.
func (f *fn) deferStmt(x *ast.DeferStmt) string {
	if x == f.unlocking {
		return f.deferLate(x)
	}
	p := f.l.temp("p")
	pre, call := f.hoisted(x.Call, p)
	closure := f.ownMark(x.Call) + "func(" + p + " *_rt.Recovery) {\n" + strings.TrimSuffix(call, "\n") + "\n}"
	if f.loops > 0 || f.jumps {
		closure = "func() func(*_rt.Recovery) { return " + closure + " }()"
	}
	n := f.l.temp("defer")
	return "{\n" + pre + n + " := " + closure + "\n" + f.frame + ".Defer(" + n + ")\n}"
}

// hoisted splits the call of a go or defer statement: what is evaluated now, and the call that is made
// later. recovery is the variable that tells a deferred call of a panic.
func (f *fn) hoisted(c *ast.CallExpr, recovery string) (pre, call string) {
	h := hoist{fn: f, recovery: recovery}
	if b := f.builtinOf(c.Fun); b != "" {
		call = h.builtin(c, b)
		return h.pre.String(), f.callMark(c) + call
	}
	if lit, ok := ast.Unparen(c.Fun).(*ast.FuncLit); ok {
		sig := f.typeOf(lit).Underlying().(*types.Signature)
		if sig.Params().Len() == 0 && sig.Results().Len() == 0 {
			return "", f.literalBody(lit, recoveryIn(f, lit, recovery))
		}
		args := h.args(c, sig)
		call = f.callMark(c) + f.literalText(lit, recoveryIn(f, lit, recovery)) + "(" + strings.Join(args, ", ") + ")"
		return h.pre.String(), call
	}
	if s, ok := h.special(c); ok {
		s = h.tracedLater(c, f.callMark(c)+s)
		return h.pre.String(), s
	}
	sig := f.typeOf(c.Fun).Underlying().(*types.Signature)
	fun := h.callee(c)
	call = f.callMark(c) + fun(h.args(c, sig))
	call = h.tracedLater(c, call)
	return h.pre.String(), call
}

// ownMark is the mark of the literal that c calls, if the closure that calls it later is that literal.
func (f *fn) ownMark(c *ast.CallExpr) string {
	lit, ok := ast.Unparen(c.Fun).(*ast.FuncLit)
	if !ok || lit.Type.Params.NumFields() > 0 || lit.Type.Results.NumFields() > 0 {
		return ""
	}
	return f.mark(MarkFunc, lit.Pos())
}

// recoveryIn is the variable that recover in the deferred literal uses.
func recoveryIn(f *fn, lit *ast.FuncLit, recovery string) string {
	if !recovers(f.src.info, lit.Body) {
		return ""
	}
	if recovery == "" {
		return "(*_rt.Recovery)(nil)"
	}
	return recovery
}

// hoist evaluates the operands of a call into variables.
type hoist struct {
	*fn
	recovery string
	now      bool // the call is made now, after the operands
	pre      strings.Builder
	held     []string // names and types of the variables in pre
	values   bool     // none of them holds a function or an interface
}

func (h *hoist) hold(t types.Type, v string) string {
	n := h.l.temp("g")
	h.held = append(h.held, n+" "+h.fn.text(t))
	h.values = h.values && isValue(t) && !h.l.recursive(t)
	h.pre.WriteString("var " + n + " " + h.fn.text(t) + " = " + v + "\n")
	return n
}

// isValue reports whether a variable of the type holds the same in the interpreter and in compiled code.
func isValue(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Basic, *types.Pointer, *types.Chan, *types.Slice, *types.Map:
		return true
	}
	return false
}

// args evaluates the arguments, converted to the parameters.
func (h *hoist) args(c *ast.CallExpr, sig *types.Signature) []string {
	if h.spreads(c) {
		names, args := h.spread(c, sig)
		h.pre.WriteString(names + " := " + h.expr(c.Args[0]) + "\n")
		for i, a := range args {
			args[i] = h.hold(h.param(sig, i, false), a)
		}
		return h.gathered(c, sig, args)
	}
	var args []string
	for i, a := range c.Args {
		ellipsis := c.Ellipsis.IsValid() && i == len(c.Args)-1
		t := h.param(sig, i, c.Ellipsis.IsValid())
		n := ""
		if s, ok := h.constant(a, false); ok && !isInterface(t) {
			n = s
		} else {
			n = h.hold(t, h.copied(a, t))
		}
		if ellipsis {
			n += "..."
		}
		args = append(args, n)
	}
	return h.gathered(c, sig, args)
}

// callee evaluates what is called and its receiver, and returns how to write the call.
func (h *hoist) callee(c *ast.CallExpr) func([]string) string {
	f := h.fn
	o := f.calledFunc(c.Fun)
	join := func(name string) func([]string) string {
		return func(args []string) string { return name + "(" + strings.Join(args, ", ") + ")" }
	}
	if sel, ok := ast.Unparen(c.Fun).(*ast.SelectorExpr); ok && f.pkgOf(sel.X) == nil {
		s := f.src.info.Selections[sel]
		if s != nil && s.Kind() == types.MethodVal {
			t := f.typeOf(sel.X)
			m := f.reselect(t, s)
			text, rt := f.boundReceiver(sel, t, m)
			recv := h.hold(rt, text)
			if isInterface(rt) {
				h.pre.WriteString(f.callMark(c) + "_rt.NilCall(" + recv + ")\n")
			}
			m = f.l.method(rt, s.Obj().Pkg(), s.Obj().Name())
			guard := f.guard(m.Obj().(*types.Func), c)
			if function := exitCall(m.Obj().(*types.Func)); function != "" {
				return func(args []string) string {
					return function + "(" + strings.Join(append([]string{recv}, args...), ", ") + ")"
				}
			}
			return func(args []string) string {
				args = guarding(guard, args)
				if o := m.Obj().(*types.Func); h.recovery != "" && isInterface(rt) && !f.l.erased(rt) && f.l.mayRecover(o.Name()) {
					return h.told(f.l.dispatch(o) + "(" + strings.Join(append([]string{recv}, args...), ", ") + ")")
				}
				return h.told(f.l.callMethod(recv, rt, m, args, ""))
			}
		}
	}
	if o != nil && (o.Signature().Recv() == nil) {
		name := f.callee(c.Fun)
		return func(args []string) string { return h.told(join(name)(args)) }
	}
	fun := h.hold(f.l.core(f.typeOf(c.Fun)), f.callee(c.Fun))
	if h.recovery == "" && !h.now {
		h.pre.WriteString("if " + fun + " == nil { " + f.callMark(c) + "_rt.NilGo() }\n")
	}
	if h.recovery != "" {
		return func(args []string) string { return h.callValue(fun, c, args) }
	}
	return join(fun)
}

// told is a deferred call, told of the panic if what is called can recover.
func (h *hoist) told(call string) string {
	if h.recovery != "" {
		call, _ = h.l.told(call, h.recovery)
	}
	return call
}

// special hoists calls that are lowered specially, such as fmt.Printf.
func (h *hoist) special(c *ast.CallExpr) (string, bool) {
	o := h.calledFunc(c.Fun)
	if o == nil || o.Pkg() == nil || isSession(o) {
		return "", false
	}
	h.refuseProcess(o, c, "defer or go of")
	key := o.Pkg().Path() + "." + o.Name()
	if r := replaced[key]; r != "" && o.Signature().Recv() == nil && !h.spreads(c) {
		return r + "(" + strings.Join(h.args(c, o.Signature()), ", ") + ")", true
	}
	if printing[key] && o.Signature().Recv() == nil && !h.spreads(c) {
		return h.fn.callee(c.Fun) + "(_rt.Sprint(" + strings.Join(h.args(c, o.Signature()), ", ") + "))", true
	}
	if raw[key] || key == "encoding/json.Unmarshal" || key == "encoding/json.Decode" || key == "errors.As" {
		h.refuse(c, "defer or go of "+o.Pkg().Name()+"."+o.Name(), "call it in a function literal: func() { ... }()")
	}
	return "", false
}

// builtin hoists the call of a builtin.
func (h *hoist) builtin(c *ast.CallExpr, name string) string {
	f := h.fn
	if f.spreads(c) {
		f.refuse(c, "defer or go of a builtin with the results of a call", "call it in a function literal: func() { "+name+"(...) }()")
	}
	switch name {
	case "recover":
		if f.recovery != "" { // of the function that defers: recover is not called by what is deferred
			return f.recovery + ".RecoverDeferred(" + h.recovery + ")"
		}
		return "_ = 0"
	case "panic":
		return "_rt.Panic(" + h.hold(anyType, f.assigned(c.Args[0], anyType)) + ")"
	case "close":
		if f.l.race {
			name = f.tracedClose(f.typeOf(c.Args[0]))
		}
		return name + "(" + h.hold(f.l.core(f.typeOf(c.Args[0])), f.openedExpr(c.Args[0])) + ")"
	case "delete":
		t := f.l.core(f.typeOf(c.Args[0]))
		m := h.hold(t, f.openedExpr(c.Args[0]))
		key := coreType(t).(*types.Map).Key()
		return "delete(" + m + ", " + h.hold(key, f.mapKey(c.Args[1], key)) + ")"
	case "clear":
		t := f.l.core(f.typeOf(c.Args[0]))
		return f.clearing(t) + "(" + h.hold(t, f.openedExpr(c.Args[0])) + ")"
	case "copy":
		var args []string
		for _, a := range c.Args {
			args = append(args, h.hold(f.l.core(f.typeOf(a)), f.openedExpr(a)))
		}
		return "copy(" + strings.Join(args, ", ") + ")"
	case "print", "println":
		var args []string
		for _, a := range f.printed(c) {
			args = append(args, h.hold(anyType, a))
		}
		return map[string]string{"print": "_rt.Print(", "println": "_rt.Println("}[name] + strings.Join(args, ", ") + ")"
	}
	f.l.refuse(token.Pos(c.Pos()), "defer or go of the builtin "+name, "call it in a function literal: func() { "+name+"(...) }()")
	return ""
}
