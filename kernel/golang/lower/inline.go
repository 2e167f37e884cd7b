package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
	"strings"
)

// Rule "inlining". A call costs the interpreter ten times what the body of a small function does: it
// makes a frame, with a piece of memory for each step of the function. So calls of small functions and
// methods that call nothing themselves are replaced by their bodies, if nobody can tell.
//
// Arguments that the body changes, or needs more than once, are copied into variables. A body with
// statements or checks goes in front of the statement of the call, as checks of indexes do: where that
// statement has called nothing before, and evaluates the call in any case. The marks of an inlined body
// say also where it was called, so that a panic's trace shows both. Who redefines a function has its
// callers lowered again, and so with the new body. See inlinesuit.go for what a body must not have.

// An inlined is the body of a function, ready to take the place of a call. Its variables are marked.
type inlined struct {
	params  []inlineParam
	locals  int    // marks of its other variables
	pre     string // what runs in front of the statement of the call: checks, or statements
	checks  bool   // pre is nothing but checks, and result is to be evaluated behind it; else pre sets it
	result  string // "" if there is none
	typ     string // of the result
	fresh   bool   // the result is computed, not the value of a variable that may still change
	effects bool   // it changes more than its own variables
}

// An inlineParam is a parameter, the receiver first.
type inlineParam struct {
	typ       string
	uses      int
	bare      bool // it is used otherwise than by its fields
	copied    bool // the body changes it
	points    bool // it is a pointer
	sometimes bool // it is not evaluated in each call
	operand   bool // it may be a constant: all its uses are operands beside something that is none
}

// Marks of variables in the text of an inlined body.
const (
	markBegin, markEnd = "\ue000", "\ue001"
	resultMark         = markBegin + "r" + markEnd
)

func paramMark(i int) string { return markBegin + strconv.Itoa(i) + markEnd }
func localMark(i int) string { return markBegin + "l" + strconv.Itoa(i) + markEnd }

// inlineable is the body of what x calls, nil if that is never inlined.
func (f *fn) inlineable(x *ast.CallExpr) *inlined {
	o := f.calledFunc(x.Fun)
	if f.l.race || o == nil || !isSession(o) || x.Ellipsis.IsValid() || f.spreads(x) || o.Signature().TypeParams().Len() > 0 || o.Signature().RecvTypeParams().Len() > 0 {
		return nil
	}
	if o.Signature().Recv() != nil {
		sel, ok := ast.Unparen(x.Fun).(*ast.SelectorExpr)
		if !ok || f.src != f.l.own {
			return nil
		}
		s := f.src.info.Selections[sel]
		if s == nil || s.Kind() != types.MethodVal || isInterface(f.typeOf(sel.X)) || types.IsInterface(o.Signature().Recv().Type()) {
			return nil
		}
	}
	return f.l.inlineBody(o)
}

// inline is the call x replaced by the body of what it calls.
func (f *fn) inline(x *ast.CallExpr) (string, bool) {
	t := f.inlineable(x)
	if t == nil {
		return "", false
	}
	in := &inlining{fn: f, body: t}
	if !in.arguments(x) || !in.possible(x) {
		return "", false
	}
	return in.text(x), true
}

// An inlining is one call that is being replaced.
type inlining struct {
	*fn
	body *inlined
	args []inlineArg
}

// An inlineArg is an argument, or the receiver.
type inlineArg struct {
	expr  ast.Expr
	to    types.Type
	calls bool   // evaluating it changes something
	held  bool   // it is copied into a variable
	take  string // "&" or "*": what has to be done to the receiver
}

// arguments decides how each argument is passed.
func (in *inlining) arguments(x *ast.CallExpr) bool {
	f, t := in.fn, in.body
	sig := f.calledFunc(x.Fun).Signature()
	if sel, ok := ast.Unparen(x.Fun).(*ast.SelectorExpr); ok && sig.Recv() != nil {
		if len(f.src.info.Selections[sel].Index()) != 1 || !f.pure(sel.X) {
			return false // a promoted method, or a receiver that is to be computed once
		}
		in.receiver(sel, sig)
	}
	for i, e := range x.Args {
		a := inlineArg{expr: e, to: sig.Params().At(i).Type(), calls: f.effectOf(e).calls}
		p := t.params[len(in.args)]
		a.held = in.hold(a, p)
		in.args = append(in.args, a)
	}
	in.sort()
	return true
}

// receiver decides how the receiver is passed.
func (in *inlining) receiver(sel *ast.SelectorExpr, sig *types.Signature) {
	f, p := in.fn, in.body.params[0]
	from := f.typeOf(sel.X)
	a := inlineArg{expr: sel.X, to: sig.Recv().Type()}
	switch {
	case p.points && !isPointer(from):
		a.take = "&"
		a.held = p.bare || !f.isPlace(sel.X)
	case !p.points && isPointer(from):
		a.take = "*"
		_, isVar := ast.Unparen(sel.X).(*ast.Ident)
		a.held = !isVar || !f.isReal(sel.X) || p.bare || p.copied || in.body.effects
	default:
		a.held = in.hold(a, p)
	}
	in.args = append(in.args, a)
}

// hold reports whether an argument has to be copied into a variable.
func (in *inlining) hold(a inlineArg, p inlineParam) bool {
	f, t := in.fn, in.body
	if a.calls || p.copied || isNilType(f.typeOf(a.expr)) || !types.Identical(f.typeOf(a.expr), a.to) && !isUntyped(f.typeOf(a.expr)) {
		return true
	}
	if _, isConst := f.constant(a.expr, true); isConst {
		return t.pre != "" || !p.operand
	}
	if id, ok := ast.Unparen(a.expr).(*ast.Ident); ok {
		v, ok := f.src.info.ObjectOf(id).(*types.Var)
		return !ok || t.effects && (!f.owns(v) || f.shared(v) || !isBasic(v.Type().Underlying()) && !isPointer(v.Type()))
	}
	return !t.checks || p.uses != 1 || p.sometimes && !f.cannotPanic(a.expr)
}

// sort holds arguments of which the order would show: two that can panic, or two constants.
func (in *inlining) sort() {
	panics, constants := false, false
	for i := range in.args {
		a := &in.args[i]
		if a.held || a.take != "" {
			continue
		}
		if _, isConst := in.fn.constant(a.expr, true); isConst {
			a.held = constants
			constants = true
		} else if !in.fn.cannotPanic(a.expr) {
			a.held = panics
			panics = true
		}
	}
}

// possible reports whether the call can be replaced where it is. Calls keep their order: nothing goes in
// front of a statement that makes other calls than this one and those that it is an argument of.
func (in *inlining) possible(x *ast.CallExpr) bool {
	f, t := in.fn, in.body
	hoists, effects := t.pre != "", t.effects
	others := f.busy - f.nest
	if f.affects(x) {
		others--
	}
	for _, a := range in.args {
		hoists = hoists || a.held
		if a.calls {
			effects = true
			others -= f.callsOf(a.expr)
		}
	}
	if others > 0 {
		return !hoists && t.fresh && !effects
	}
	return !hoists || f.checking() && !(effects && f.embedded)
}

// text writes the replacement: what goes in front of the statement, and the result.
func (in *inlining) text(x *ast.CallExpr) string {
	f, t := in.fn, in.body
	var marks []string
	for i, a := range in.args {
		marks = append(marks, paramMark(i), in.argument(a, t.params[i], x))
	}
	for i := range t.locals {
		marks = append(marks, localMark(i), f.own("x"))
	}
	result := ""
	if t.result != "" && !t.checks {
		result = f.own("v")
		marks = append(marks, resultMark, result)
	}
	at := f.placeText(f.callPos(x))
	fill := func(text string) string { return strings.NewReplacer(marks...).Replace(calledAt(text, at)) }
	pre := fill(t.pre)
	switch {
	case t.checks:
		f.hoist(pre)
		f.embedded = true
		return parenthesised(fill(t.result))
	case result != "":
		f.hoist("var " + result + " " + t.typ + "\n{\n" + pre + "}\n")
	default:
		f.hoist("{\n" + pre + "}\n")
	}
	return result
}

// argument is the text that stands for a parameter.
func (in *inlining) argument(a inlineArg, p inlineParam, call *ast.CallExpr) string {
	f := in.fn
	text := ""
	if a.take != "" {
		text = f.operand(a.expr)
		switch {
		case a.held && a.take == "*":
			text = f.mark(MarkDeref, f.callPos(call)) + "*" + text
		case a.held:
			text = a.take + text
		}
	} else {
		text = f.assigned(a.expr, a.to)
	}
	if !a.held {
		return parenthesised(text)
	}
	name := f.own("a")
	f.hoist("var " + name + " " + p.typ + " = " + text + "\n")
	return name
}

// hoist puts text in front of the statement that is being lowered.
func (f *fn) hoist(text string) {
	if text != "" {
		f.checks = append(f.checks, text)
	}
}

// own is a new name; in a body that is itself to be inlined it is a mark.
func (f *fn) own(kind string) string {
	if f.template == nil {
		return f.l.temp(kind)
	}
	f.template.locals++
	return localMark(f.template.locals - 1)
}

func parenthesised(text string) string {
	if token.IsIdentifier(text) || text == "" || strings.HasPrefix(text, markBegin) && strings.HasSuffix(text, markEnd) {
		return text
	}
	return "(" + text + ")"
}

// isPlace reports whether e is a variable, or a field of one, that can stand for its address.
func (f *fn) isPlace(e ast.Expr) bool {
	switch x := ast.Unparen(e).(type) {
	case *ast.Ident:
		return true
	case *ast.SelectorExpr:
		s := f.src.info.Selections[x]
		return s != nil && s.Kind() == types.FieldVal && len(s.Index()) == 1 && !isPointer(f.typeOf(x.X)) && f.isPlace(x.X)
	}
	return false
}

// cannotPanic reports whether evaluating e has no effect and no panic.
func (f *fn) cannotPanic(e ast.Expr) bool {
	if tv := f.src.info.Types[e]; tv.Value != nil {
		return true
	}
	switch x := ast.Unparen(e).(type) {
	case *ast.Ident:
		return true
	case *ast.SelectorExpr:
		return f.isPlace(x)
	case *ast.BinaryExpr:
		switch x.Op {
		case token.QUO, token.REM, token.SHL, token.SHR:
			v := f.src.info.Types[x.Y].Value
			return v != nil && f.cannotPanic(x.X)
		}
		return isBasic(f.typeOf(x.X).Underlying()) && f.cannotPanic(x.X) && f.cannotPanic(x.Y)
	case *ast.UnaryExpr:
		return x.Op != token.ARROW && x.Op != token.AND && f.cannotPanic(x.X)
	case *ast.CallExpr:
		if f.src.info.Types[x.Fun].IsType() {
			return isBasic(f.typeOf(x).Underlying()) && isBasic(f.typeOf(x.Args[0]).Underlying()) && f.cannotPanic(x.Args[0])
		}
		return f.builtinOf(x.Fun) == "len" && f.cannotPanic(x.Args[0])
	}
	return false
}
