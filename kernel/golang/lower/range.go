package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// ranged is a range loop that is being lowered.
type ranged struct {
	*fn
	x    *ast.RangeStmt
	over types.Type
}

// rangeStmt lowers range loops to three-clause loops and receives; each iteration declares its
// variables, so they are its own. The interpreter has no range over integers and functions, spoils
// the operand when it is a slice of channels, and has wrong offsets in invalid UTF-8.
func (f *fn) rangeStmt(x *ast.RangeStmt, label string) string {
	r := ranged{f, x, f.l.core(f.typeOf(x.X))}
	if sig, ok := coreType(r.over).(*types.Signature); ok {
		return r.function(sig, label)
	}
	over := f.openedExpr(x.X)
	t := f.push(label, loop)
	defer f.pop()
	f.loops++
	defer func() { f.loops-- }()
	if _, isSlice := coreType(r.over).(*types.Slice); isSlice && x.Tok == token.DEFINE && x.Key != nil {
		defer f.boundLoop(x.Key, x.X, x.Body)()
	}
	switch coreType(r.over).(type) {
	case *types.Basic, *types.Slice, *types.Array, *types.Pointer:
		if x.Tok == token.DEFINE && x.Key != nil {
			defer f.notNegative(x.Key, x.Body)()
		}
	}
	if s, ok := r.direct(t, over, label); ok {
		return s
	}
	switch u := coreType(r.over).(type) {
	case *types.Basic:
		if u.Info()&types.IsString != 0 {
			return r.text(t, over)
		}
		return r.integer(t, over)
	case *types.Slice:
		return r.indexed(t, over, "%s", "")
	case *types.Array:
		return r.indexed(t, over, "%s", f.copyOf(r.over))
	case *types.Pointer:
		return r.indexed(t, over, "(*%s)", "")
	case *types.Chan:
		if r.l.race {
			return r.tracedRange(t, over, u)
		}
		c, v, ok := f.l.temp("c"), f.l.temp("v"), f.l.temp("ok")
		return "{\n" + c + " := " + over + "\n" +
			t.wrap("for {\n"+v+", "+ok+" := "+f.mark(MarkRecv, x.Range)+"<-"+c+"\nif !"+ok+" { break }\n"+r.bind(x.Key, v, u.Elem())+f.loopBody(t, x.Body.List)+"}") + "\n}"
	case *types.Map:
		return r.mapping(t, over, u)
	}
	f.refuse(x, "this range", "")
	return ""
}

// bindBoth gives the loop variables their values. Where they are assigned, the operands of both are
// evaluated before.
func (r ranged) bindBoth(k string, kt types.Type, v string, vt types.Type) string {
	if r.x.Tok == token.DEFINE || r.x.Key == nil || r.x.Value == nil || isBlank(r.x.Key) || isBlank(r.x.Value) {
		return r.bind(r.x.Key, k, kt) + r.bind(r.x.Value, v, vt)
	}
	kp, ks := r.assignment(r.x.Key, k, kt)
	vp, vs := r.assignment(r.x.Value, v, vt)
	return r.tracedTargets(r.x.Key, r.x.Value) + kp + vp + ks + vs
}

// assignment is e = v in two parts: the evaluation of e's operands, and the rest.
func (r ranged) assignment(e ast.Expr, v string, t types.Type) (pre, set string) {
	r.conditional++ // evaluated in each round: nothing of it goes in front of the loop
	defer func() { r.conditional-- }()
	pre, place := r.target(e)
	if _, ok := ast.Unparen(e).(*ast.Ident); ok {
		pre, place = "", r.place(e)
	}
	return pre, r.store(place, r.l.convert(v, t, r.typeOf(e)), r.typeOf(e))
}

// bind gives a loop variable the value v of type t.
func (r ranged) bind(e ast.Expr, v string, t types.Type) string {
	if e == nil {
		return ""
	}
	if id, ok := e.(*ast.Ident); ok && id.Name == "_" {
		return ""
	}
	if r.x.Tok == token.DEFINE {
		o := r.src.info.Defs[e.(*ast.Ident)].(*types.Var)
		if r.top && !isLocalVar(o) {
			return r.variable(o) + " = " + v + "\n"
		}
		return r.define(o, r.l.convert(v, t, r.sub(o.Type()))) + "\n"
	}
	pre, set := r.assignment(e, v, t)
	return r.tracedTargets(e) + pre + set
}

func (r ranged) integer(t *jumpTarget, over string) string {
	typ := types.Default(r.over)
	if r.x.Key != nil && r.leftType(r.x.Key) != nil {
		typ = r.leftType(r.x.Key)
	}
	i, n := r.l.temp("i"), r.l.temp("n")
	text := r.fn.text(typ)
	if s, ok := r.constant(r.x.X, true); ok {
		over = s
	}
	return "{\nvar " + n + " " + text + " = " + over + "\n" +
		t.wrap(fmt.Sprintf("for %s := (%s)(0); %s < %s; %s++ {\n%s%s}", i, text, i, n, i, r.bind(r.x.Key, i, typ), r.loopBody(t, r.x.Body.List))) + "\n}"
}

func (r ranged) text(t *jumpTarget, over string) string {
	at, runes, i := r.l.temp("at"), r.l.temp("runes"), r.l.temp("i")
	bind := r.bindBoth(at+"["+i+"]", types.Typ[types.Int], runes+"["+i+"]", types.Typ[types.Rune])
	return "{\n" + at + ", " + runes + " := _rt.Runes(string(" + over + "))\n_, _ = " + at + ", " + runes + "\n" +
		t.wrap(fmt.Sprintf("for %s := 0; %s < len(%s); %s++ {\n%s%s}", i, i, at, i, bind, r.loopBody(t, r.x.Body.List))) + "\n}"
}

// indexed ranges over a slice, an array (through a copy, if its elements are wanted) or a pointer to
// one. The length is taken once.
func (r ranged) indexed(t *jumpTarget, over, deref, copied string) string {
	var elem types.Type
	length := ""
	s, i, n := r.l.temp("s"), r.l.temp("i"), r.l.temp("n")
	place := fmt.Sprintf(deref, s)
	switch u := coreType(r.over).(type) {
	case *types.Slice:
		elem, length = u.Elem(), "len("+s+")"
	case *types.Array:
		elem, length = u.Elem(), fmt.Sprint(u.Len())
	case *types.Pointer:
		a := coreType(u.Elem()).(*types.Array)
		elem, length = a.Elem(), fmt.Sprint(a.Len())
	}
	wantsElem := r.x.Value != nil && !isBlank(r.x.Value)
	if copied != "" && !wantsElem && !r.calls(r.x.X) {
		over, copied = "", ""
	}
	pre := ""
	if over != "" {
		if copied != "" && wantsElem {
			over = copied + "(" + over + ")"
		}
		if isNilType(r.over) {
			over = r.fn.text(r.over) + "(nil)"
		}
		pre = s + " := " + over + "\n"
	}
	pre += n + " := " + length + "\n"
	item := place + "[" + i + "]"
	if _, ok := elem.Underlying().(*types.Array); ok && wantsElem {
		item = r.copyOf(elem) + "(" + item + ")"
	}
	bind := r.bindBoth(i, types.Typ[types.Int], item, elem)
	if wantsElem && (copied == "" || over == "") {
		bind = r.tracedItem(r.x, s, i) + bind
	}
	return "{\n" + pre + t.wrap(fmt.Sprintf("for %s := 0; %s < %s; %s++ {\n%s%s}", i, i, n, i, bind, r.loopBody(t, r.x.Body.List))) + "\n}"
}

func isBlank(e ast.Expr) bool {
	id, ok := e.(*ast.Ident)
	return ok && id.Name == "_"
}

// mapping ranges over a map as it is: entries that the body removes are not visited.
func (r ranged) mapping(t *jumpTarget, over string, m *types.Map) string {
	k, v := r.l.temp("k"), r.l.temp("v")
	wantsKey := r.x.Key != nil && !isBlank(r.x.Key)
	wantsValue := r.x.Value != nil && !isBlank(r.x.Value)
	var head string
	var bind string
	if _, ok := coreType(m.Elem()).(*types.Chan); ok && wantsValue {
		return r.mapOfChannels(t, over, m)
	}
	switch {
	case wantsValue:
		if !wantsKey {
			head = "_, " + v + " := range "
		} else {
			head = k + ", " + v + " := range "
		}
		bind = r.bindBoth(k, m.Key(), v, m.Elem())
	case wantsKey:
		head = k + " := range "
		bind = r.bind(r.x.Key, k, m.Key())
	default:
		head = "range "
	}
	if r.racing() {
		all := r.l.temp("m")
		return "{\n" + all + " := " + over + "\n" + t.wrap("for "+head+all+" {\n"+r.tracedMap(r.x, all)+bind+r.loopBody(t, r.x.Body.List)+"}") + "\n" + r.tracedMap(r.x, all) + "}"
	}
	return t.wrap("for " + head + over + " {\n" + bind + r.loopBody(t, r.x.Body.List) + "}")
}

// mapOfChannels ranges over the keys of a map and looks up the values: the interpreter takes a range with
// a value that is a channel for a range over this channel.
func (r ranged) mapOfChannels(t *jumpTarget, over string, m *types.Map) string {
	if b, ok := m.Key().Underlying().(*types.Basic); ok && b.Info()&(types.IsFloat|types.IsComplex) != 0 {
		r.refuse(r.x, "range over a map from floating-point numbers to channels", "put the channel into a struct")
	}
	all, k, v := r.l.temp("m"), r.l.temp("k"), r.l.temp("v")
	bind := r.tracedMap(r.x, all) + v + " := " + all + "[" + k + "]\n"
	if isBlank(r.x.Key) {
		bind += r.bind(r.x.Value, v, m.Elem())
	} else {
		bind += r.bindBoth(k, m.Key(), v, m.Elem())
	}
	return "{\n" + all + " := " + over + "\n" + t.wrap("for "+k+" := range "+all+" {\n"+bind+r.loopBody(t, r.x.Body.List)+"}") + "\n}"
}

// function ranges over a function: the body becomes the closure that it yields to. A body that leaves
// the loop in another way than by its end sets a control variable, which is looked at after the call.
func (r ranged) function(sig *types.Signature, label string) string {
	f := r.fn
	over := f.openedExpr(r.x.X)
	yield := sig.Params().At(0).Type().Underlying().(*types.Signature)
	y := &yielded{control: f.l.temp("control"), done: f.l.temp("done"), body: r.x.Body}
	f.closures = append(f.closures, y)
	f.push(label, yields)
	f.loops++
	var params []string
	names, values := [2]string{}, [2]types.Type{}
	for i := range yield.Params().Len() {
		names[i], values[i] = f.l.temp("y"), f.sub(yield.Params().At(i).Type())
		params = append(params, names[i]+" "+f.l.text(values[i]))
	}
	bind := r.bindBoth(names[0], values[0], names[1], values[1])
	body := f.block(r.x.Body.List)
	f.loops--
	f.pop()
	depth := len(f.closures) - 1
	f.closures = f.closures[:depth]
	body = "if " + y.done + " > 0 { _rt.BadYield(" + y.done + ") }\n" + y.done + " = " + interrupted + "\n" + bind + body + y.goOn() + "\n"
	var b strings.Builder
	fmt.Fprintf(&b, "{\n%s := 0\n%s := 0\n", y.control, y.done)
	fmt.Fprintf(&b, "%s := %sfunc(%s) bool {\n%s}\n%s\nif %s == %s { _rt.NoRangePanic() }\n%s = %s\n", "_body"+y.control, r.mark(MarkFunc, r.x.Pos()), strings.Join(params, ", "), body, r.tracedFunc("("+over+")(_body"+y.control+")"), y.done, interrupted, y.done, exited)
	if depth > 0 {
		fmt.Fprintf(&b, "if %s == %s {\n%s = %s\n%s\n}\n", y.control, returning, f.closures[depth-1].control, returning, f.closures[depth-1].stop())
	} else if f.frame != "" || len(f.results) == 0 {
		fmt.Fprintf(&b, "if %s == %s { return }\n", y.control, returning)
	} else {
		fmt.Fprintf(&b, "if %s == %s { return %s }\n", y.control, returning, f.resultNames())
	}
	for i := 0; i < len(y.exits); i++ {
		fmt.Fprintf(&b, "if %s == %d {\n%s\n}\n", y.control, i+firstExit, f.goOn(y.exits[i], depth))
	}
	return b.String() + "}"
}
