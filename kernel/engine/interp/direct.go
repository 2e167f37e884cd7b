package interp

import (
	"go/constant"
	"reflect"
	"runtime"
	"strings"
	"unsafe"

	"weft/kernel/engine/rt"
)

// Direct calls. The interpreter calls compiled functions through reflect, which copies arguments and
// results to the heap and costs more than most of rt's helpers themselves. Calls of functions with the
// few types of direct below get a step of ours that reads the arguments from the frame, calls, and
// stores the results as the interpreter's step does. What it does not expect, it leaves to that step.

// callGenerator is the interpreter's function that makes the steps of calls of compiled functions.
const callGenerator = "github.com/traefik/yaegi/interp.callBin"

// A getter reads an operand; an invalid value means that it cannot be read.
type getter func(frame unsafe.Pointer) reflect.Value

// A directCall is a call that is to be made directly.
type directCall struct {
	*nodes
	run  step // the interpreter's own
	args []getter
	to   int // index of the first result in the frame
	next step
	fail step  // instead of next if the result is false; nil: there is no such way
	into []int // of a, b := f(): indexes of the variables, -1 for _; nil for other calls
	own  bool  // all of these are lowering's own

	letters string // the first argument, if it is a constant string
}

// call lets the call at node be made directly, if it is of a helper that can be, or exactly, if it is of
// an interpreted function to which the interpreter would not pass what it is given.
func (n *nodes) call(node unsafe.Pointer) {
	generate := *at[generator](node, n.gen)
	if generate == nil {
		return
	}
	gen := runtime.FuncForPC(reflect.ValueOf(generate).Pointer())
	if gen == nil {
		return
	}
	var own func(unsafe.Pointer) step
	switch gen.Name() {
	case callGenerator:
		n.skipLiterals(node)
		own = n.direct
		if c := n.lockCall(node); c != nil {
			own = c.step
		}
	case declaredGenerator:
		own = n.signed
	default:
		return
	}
	*at[generator](node, n.gen) = func(node unsafe.Pointer) {
		generate(node)
		if s := own(node); s != nil {
			*at[step](node, n.exec) = s
		}
	}
}

// direct is the step of a call; nil if it is to be made as the interpreter does.
func (n *nodes) direct(node unsafe.Pointer) step {
	children := *at[[]unsafe.Pointer](node, n.child)
	f := *at[reflect.Value](children[0], n.rval)
	parent := *at[unsafe.Pointer](node, n.anc)
	run := *at[step](node, n.exec)
	if run != nil && f.IsValid() && f.CanInterface() {
		switch start := f.Interface().(type) {
		case rt.Go:
			return n.startLiteral(node, start)
		case rt.GoCall:
			return n.startCall(node, start)
		case rt.Trace:
			return n.trace(node)
		}
	}
	if run == nil || parent == nil || !f.IsValid() || f.Kind() != reflect.Func || !f.CanInterface() || *at[int](node, n.level) != 0 {
		return nil
	}
	c := &directCall{nodes: n, run: run, to: *at[int](node, n.findex), next: n.stepOf(*at[unsafe.Pointer](node, n.tnext)), fail: n.stepOf(*at[unsafe.Pointer](node, n.fnext))}
	for _, child := range children[1:] {
		get := n.getter(child)
		if get == nil {
			return nil
		}
		c.args = append(c.args, get)
	}
	if len(children) > 1 {
		c.letters, _ = n.place(node)
	}
	switch n.names[*at[uint](parent, n.kind)] {
	case "goStmt", "deferStmt", "returnStmt", "assignXStmt":
		return nil
	case "defineXStmt":
		c.own = true
		for _, v := range (*at[[]unsafe.Pointer](parent, n.child))[:max(f.Type().NumOut(), 1)] {
			c.own = c.own && strings.HasPrefix(*at[string](v, n.ident), "_")
			switch {
			case *at[string](v, n.ident) == "_":
				c.into = append(c.into, -1)
			case *at[int](v, n.level) != 0 || *at[int](v, n.findex) < 0:
				return nil
			default:
				c.into = append(c.into, *at[int](v, n.findex))
			}
		}
	}
	if len(c.args) != f.Type().NumIn() || (c.into == nil) != (f.Type().NumOut() == 1) {
		return nil
	}
	return c.step(f.Interface())
}

// step is the step for a function of one of the known types.
func (c *directCall) step(f any) step {
	switch f := f.(type) {
	case func(any) any:
		return c.one(func(a, _ any) (any, bool) { return f(a), true })
	case func(any, any) any:
		return c.one(func(a, b any) (any, bool) { return f(a, b), true })
	case func(any) *rt.Type:
		return c.one(func(a, _ any) (any, bool) { return f(a), true })
	case func(*rt.Type, any) any:
		return c.one(func(a, b any) (any, bool) {
			t, ok := a.(*rt.Type)
			if !ok {
				return nil, false
			}
			return f(t, b), true
		})
	case func(any, any) bool:
		return c.truth(func(a, b any) (bool, bool) { return f(a, b), true })
	case func(any, *rt.Type) bool:
		return c.truth(func(a, b any) (bool, bool) {
			t, ok := b.(*rt.Type)
			return ok && f(a, t), ok
		})
	case func(string, any) (int, any, bool), func(string, any, any) (int, any, bool),
		func(string, any, any, any) (int, any, bool), func(string, any, any, any, any) (int, any, bool):
		return c.choice(f)
	}
	return nil
}

// operands reads the arguments into room.
func (c *directCall) operands(frame unsafe.Pointer, room []any) ([]any, bool) {
	for i, get := range c.args {
		v := get(frame)
		if !v.IsValid() || !v.CanInterface() || v.Kind() == reflect.Func || v.Type() == c.nodeType {
			return nil, false
		}
		room[i] = v.Interface()
	}
	return room[:len(c.args)], true
}

// one is the step of a call of up to two operands with one result.
func (c *directCall) one(call func(a, b any) (any, bool)) step {
	if c.fail != nil {
		return nil
	}
	return func(frame unsafe.Pointer) step {
		var room [2]any
		d := *at[[]reflect.Value](frame, c.data)
		_, ok := c.operands(frame, room[:])
		if !ok || c.to >= len(d) {
			return c.run(frame)
		}
		dest := d[c.to]
		if k := dest.Kind(); k != reflect.Interface && k != reflect.Pointer || k == reflect.Interface && dest.NumMethod() > 0 {
			return c.run(frame)
		}
		r, ok := call(room[0], room[1])
		if !ok {
			return c.run(frame)
		}
		set(dest, r)
		return c.next
	}
}

// truth is the step of a call whose result is true or false.
func (c *directCall) truth(call func(a, b any) (value, ok bool)) step {
	return func(frame unsafe.Pointer) step {
		var room [2]any
		d := *at[[]reflect.Value](frame, c.data)
		_, ok := c.operands(frame, room[:])
		if !ok || c.to >= len(d) || d[c.to].Kind() != reflect.Bool {
			return c.run(frame)
		}
		r, ok := call(room[0], room[1])
		if !ok {
			return c.run(frame)
		}
		d[c.to].SetBool(r)
		if r || c.fail == nil {
			return c.next
		}
		return c.fail
	}
}

// choice is the step of a select statement's call. Calling the function here keeps room on the stack.
func (c *directCall) choice(choose any) step {
	if len(c.into) != 3 || c.fail != nil {
		return nil
	}
	run := func(frame unsafe.Pointer) step {
		var room [8]any
		d := *at[[]reflect.Value](frame, c.data)
		a, ok := c.operands(frame, room[:])
		for _, i := range c.into {
			ok = ok && i < len(d)
		}
		if !ok {
			return c.run(frame)
		}
		ops, _ := a[0].(string)
		var chosen int
		var v any
		var received bool
		switch choose := choose.(type) {
		case func(string, any) (int, any, bool):
			chosen, v, received = choose(ops, a[1])
		case func(string, any, any) (int, any, bool):
			chosen, v, received = choose(ops, a[1], a[2])
		case func(string, any, any, any) (int, any, bool):
			chosen, v, received = choose(ops, a[1], a[2], a[3])
		case func(string, any, any, any, any) (int, any, bool):
			chosen, v, received = choose(ops, a[1], a[2], a[3], a[4])
		}
		c.chose(d, chosen, v, received)
		return c.next
	}
	quick, ok := c.choiceOf(c.letters)
	if !ok {
		return run
	}
	return func(frame unsafe.Pointer) step {
		switch r, stopped, known := quick.decide(frame); {
		case !known:
			return run(frame)
		case stopped:
			return nil
		default:
			c.chose(*at[[]reflect.Value](frame, c.data), r.number, r.v, r.ok)
			return c.next
		}
	}
}

// chose gives the results of a select statement's call to its variables.
func (c *directCall) chose(d []reflect.Value, chosen int, v any, received bool) {
	if i := c.into[0]; i >= 0 {
		c.variable(d, i).SetInt(int64(chosen))
	}
	if i := c.into[1]; i >= 0 {
		set(c.variable(d, i), v)
	}
	if i := c.into[2]; i >= 0 {
		c.variable(d, i).SetBool(received)
	}
}

// variable is the variable that := defines: a new one, since closures may still use that of an earlier round,
// unless it is lowering's own, which no closure uses.
func (c *directCall) variable(d []reflect.Value, i int) reflect.Value {
	if !c.own {
		d[i] = reflect.New(d[i].Type()).Elem()
	}
	return d[i]
}

// set stores a result.
func set(dest reflect.Value, r any) {
	if p, ok := dest.Addr().Interface().(*any); ok {
		*p = r
		return
	}
	v := reflect.ValueOf(r)
	if !v.IsValid() {
		v = reflect.Zero(dest.Type())
	}
	dest.Set(v)
}

// getter reads the operand that a node stands for; nil if that is not simple.
func (n *nodes) getter(node unsafe.Pointer) getter {
	if v := *at[reflect.Value](node, n.rval); v.IsValid() {
		if v.Kind() == reflect.Interface || v.Kind() == reflect.Func || !v.CanInterface() {
			return nil
		}
		if _, unconverted := v.Interface().(constant.Value); unconverted {
			return nil
		}
		return func(unsafe.Pointer) reflect.Value { return v }
	}
	index, data := *at[int](node, n.findex), n.data
	level := *at[int](node, n.level)
	if sym := *at[unsafe.Pointer](node, n.sym); sym != nil {
		index = *at[int](sym, n.symIndex)
		if *at[bool](sym, n.symGlobal) {
			level = -1
		}
	}
	if index < 0 || level < -1 {
		return nil
	}
	return func(frame unsafe.Pointer) reflect.Value {
		if level < 0 {
			frame = *at[unsafe.Pointer](frame, n.top)
		}
		for range level {
			frame = *at[unsafe.Pointer](frame, n.outer)
		}
		if d := *at[[]reflect.Value](frame, data); index < len(d) {
			return d[index]
		}
		return reflect.Value{}
	}
}
