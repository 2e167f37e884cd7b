package lower

import (
	"go/types"
	"slices"
	"strings"

	"weft/kernel/golang/check"
)

// A dispatcher calls a method on a value of an erased interface.
//
// It is a function variable, since types of later cells must be found by calls in earlier ones: each
// cell that describes new types with this method gives it a new value. Its text is kept, since a
// later cell does not have the types of this one.
type dispatcher struct {
	name       string // the variable
	head, tail string // of the function, around the cases
	typ        string // the function's type, without func
	results    bool
	tells      bool // it has a second form, see recovery.go
	outdated   bool // a type with this method was described since
}

// dispatch is the function that calls the method o of an erased interface: func(x interface{}, ...).
func (l *lowering) dispatch(o *types.Func) string {
	key := l.methodKey(o)
	if d, ok := l.state.dispatchers[key]; ok {
		return d.name
	}
	d := dispatcher{name: l.generated("call_"+o.Name(), key), outdated: true}
	l.state.dispatchers[key] = d // before the types below, which may ask for it
	sig := o.Signature()
	params, args := l.params(sig, "_m")
	if params != "" {
		params = ", " + params
	}
	typ := "(_x interface{}" + params + ")" + l.resultsText(sig)
	l.vars = append(l.vars, "var "+d.name+" func"+typ+"\n")
	d.typ = typ
	d.results = sig.Results().Len() > 0
	d.head = " {\n_t := _rt.TypeOf(_x)\n"
	d.tail = "_rt.NilCall(_x)\n"
	if l.pure(sig) {
		plain := types.NewSignatureType(nil, nil, nil, sig.Params(), sig.Results(), sig.Variadic())
		d.tail += "_n := _rt.Method(_x, \"" + o.Name() + "\").(" + l.text(plain) + ")\n" + returnIf(sig) + "_n(" + strings.Join(args, ", ") + ")\n"
	} else if d.results {
		var zero []string
		for v := range sig.Results().Variables() {
			zero = append(zero, l.zero(v.Type()))
		}
		d.tail += "return " + strings.Join(zero, ", ") + "\n"
	}
	d.tail += "}\n"
	l.state.dispatchers[key] = d
	return d.name
}

// outdate notes that a method's dispatcher, if there is one, lacks a type.
func (l *lowering) outdate(key string) {
	if d, ok := l.state.dispatchers[key]; ok {
		d.outdated = true
		l.state.dispatchers[key] = d
	}
}

// finishDispatch writes the dispatchers that this cell has to renew.
func (l *lowering) finishDispatch() {
	for {
		var keys []string
		for k, d := range l.state.dispatchers {
			if d.outdated {
				keys = append(keys, k)
			}
		}
		if len(keys) == 0 {
			return
		}
		slices.Sort(keys)
		for _, k := range keys { // which may outdate others
			d := l.state.dispatchers[k]
			d.outdated = false
			l.state.dispatchers[k] = d
			l.writeDispatcher(d, l.state.methods[k])
		}
	}
}

func (l *lowering) writeDispatcher(d dispatcher, targets []target) {
	name := l.temp("d")
	l.funcs = append(l.funcs, "func "+name+d.typ+d.head+l.cases(targets, d.results)+d.tail)
	l.setup = append(l.setup, d.name+" = "+name+"\n")
	if !d.tells {
		return
	}
	told := slices.Clone(targets)
	for i := range told {
		told[i].call, _ = l.told(told[i].call, "_p")
	}
	name = l.temp("d")
	l.funcs = append(l.funcs, "func "+name+tellingType(d.typ)+d.head+l.cases(told, d.results)+d.tail)
	l.setup = append(l.setup, d.name+recovering+" = "+name+"\n")
}

// cases is the part of a dispatcher that knows the session's types.
func (l *lowering) cases(targets []target, results bool) string {
	var b strings.Builder
	for _, t := range targets {
		b.WriteString("if _t == " + t.descriptor + " {\n_v := " + t.open + "\n" + t.check)
		if results {
			b.WriteString("return " + t.call + "\n}\n")
		} else {
			b.WriteString(t.call + "\nreturn\n}\n")
		}
	}
	return b.String()
}

// zero is a zero value of t as an expression.
func (l *lowering) zero(t types.Type) string {
	name := l.helper("zero", t, func(name, text string) string {
		return "func " + name + "() " + text + " { var z " + text + "; return z }\n" // a named result begins with what it is assigned to
	})
	return name + "()"
}

// redefined renews what is known of methods, if o belongs to a type of an earlier cell.
func (l *lowering) redefined(o *types.Func) {
	recv := check.NamedOf(o.Signature().Recv().Type())
	if recv == nil || l.unit.Gen(recv.Obj()) == l.unit.Seq {
		return
	}
	if l.renewing {
		return
	}
	l.renewing = true
	l.pending = append(l.pending, l.renewMethods)
}

// renewMethods describes the methods of every named type again, since a method was declared for a
// type of an earlier cell.
func (l *lowering) renewMethods() {
	scope := l.unit.Pkg.Scope()
	for _, name := range scope.Names() {
		tn, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || tn.IsAlias() {
			continue
		}
		n, ok := tn.Type().(*types.Named)
		if !ok || n.TypeParams().Len() > 0 {
			continue
		}
		for _, t := range []types.Type{n, types.NewPointer(n)} {
			if v, ok := l.state.descriptors[l.canon.text(t)]; ok {
				l.addMethods(v, t)
			}
		}
	}
}
