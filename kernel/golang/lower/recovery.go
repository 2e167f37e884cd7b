package lower

import (
	"go/ast"
	"go/types"
	"strings"
)

// Functions that call recover, where they are deferred other than by their names: as values, through
// interfaces, through embedded interfaces. Only the function that the end of a function calls may
// recover, so each such function has a second form, with a parameter that tells of the panic. A
// function value that has one is made by rt, and a deferred call of a value asks rt for it; a deferred
// call through an interface goes to a second dispatcher. All other calls recover nothing.

// recovering ends the name of the form of a function that is deferred and may recover.
const recovering = "_recovers"

// told turns a call, of a function that recovers or of a dispatcher, into that of the form that is
// told of the panic.
func (l *lowering) told(call, recovery string) (string, bool) {
	name, rest, _ := strings.Cut(call, "(")
	if !l.state.recovers[name] {
		key, ok := l.dispatching(name)
		if !ok {
			return call, false
		}
		l.tell(key)
	}
	if rest == ")" {
		return name + recovering + "(" + recovery + ")", true
	}
	return name + recovering + "(" + recovery + ", " + rest, true
}

// dispatching is the key of the dispatcher with this name.
func (l *lowering) dispatching(name string) (string, bool) {
	if !strings.HasPrefix(name, "_call_") {
		return "", false
	}
	for key, d := range l.state.dispatchers {
		if d.name == name {
			return key, true
		}
	}
	return "", false
}

// tell gives a dispatcher its second form.
func (l *lowering) tell(key string) {
	d := l.state.dispatchers[key]
	if d.tells {
		return
	}
	d.tells, d.outdated = true, true
	l.state.dispatchers[key] = d
	l.vars = append(l.vars, "var "+d.name+recovering+" func"+tellingType(d.typ)+"\n")
}

// mayRecover reports whether a method of this name recovers.
func (l *lowering) mayRecover(name string) bool {
	for f := range l.state.recovers {
		if strings.Contains(f, "_"+name) {
			return true
		}
	}
	return false
}

// tellingType is the type of a function with the parameter that tells of the panic in front.
func tellingType(typ string) string { return "(_p *_rt.Recovery, " + strings.TrimPrefix(typ, "(") }

// recoveringValue is a function value of the type sig whose call is the text plain, and, where it is
// deferred, the text told.
func (l *lowering) recoveringValue(sig *types.Signature, params, plain, told string) string {
	with := "_p *_rt.Recovery"
	if params != "" {
		with += ", " + params
	}
	results := l.resultsText(sig)
	return "_rt.Recovering(func(" + params + ")" + results + " { " + returnIf(sig) + plain + " }, func(" + with + ")" + results +
		" { " + returnIf(sig) + told + " }).(" + l.text(withoutReceiver(sig)) + ")"
}

func withoutReceiver(sig *types.Signature) *types.Signature {
	return types.NewSignatureType(nil, nil, nil, sig.Params(), sig.Results(), sig.Variadic())
}

// recoveringLiteral is a function literal that recovers, as a value.
func (f *fn) recoveringLiteral(x *ast.FuncLit) string {
	form, p := f.l.temp("form"), f.l.temp("p")
	g := &fn{l: f.l, src: f.src, env: f.env, recovery: p, renamed: f.renamed}
	sig, body := g.body(x.Type, x.Body)
	t := f.typeOf(x).(*types.Signature)
	with := strings.Join(append([]string{p + " *_rt.Recovery"}, sig.params...), ", ")
	call := func(recovery string) string {
		return form + "(" + strings.Join(append([]string{recovery}, sig.args...), ", ") + ")"
	}
	return "func() " + f.l.text(t) + " {\n" + form + " := " + f.literalMark(x) + "func(" + with + ")" + sig.results + " {\n" + body + "}\nreturn " +
		f.l.recoveringValue(t, strings.Join(sig.params, ", "), call("nil"), call("_p")) + "\n}()"
}

// callValue is the deferred call c of the function value in the variable fun, told of the panic if it
// can recover.
func (h *hoist) callValue(fun string, c *ast.CallExpr, args []string) string {
	sig := h.typeOf(c.Fun).Underlying().(*types.Signature)
	params, _ := h.l.params(sig, "_m")
	if params != "" {
		params = ", " + params
	}
	form, mark := h.l.temp("form"), h.callMark(c)
	return form + " := _rt.Form(" + fun + ")\nif " + form + " != nil {\n" +
		mark + form + ".(func(_p *_rt.Recovery" + params + ")" + h.l.resultsText(sig) + ")(" + strings.Join(append([]string{h.recovery}, args...), ", ") + ")\n} else {\n" +
		mark + fun + "(" + strings.Join(args, ", ") + ")\n}"
}
