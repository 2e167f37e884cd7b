package interp

import (
	"math"
	"reflect"
	"unsafe"
)

// Negative zeros. The interpreter's step of a call leaves a parameter as it was made if the argument is
// a zero value, and package reflect takes -0.0 for one: the function would see +0.0. So calls of
// declared functions with parameters that are or hold floating-point numbers get a step of ours, which makes
// the call itself if there is such an argument.

// declaredGenerator is the interpreter's function that makes the steps of calls of interpreted functions.
const declaredGenerator = "github.com/traefik/yaegi/interp.call"

//go:linkname functionValue github.com/traefik/yaegi/interp.genFuncValue
func functionValue(node unsafe.Pointer) func(frame unsafe.Pointer) reflect.Value

// A signedCall is a call of a declared function that may be given a negative zero.
type signedCall struct {
	*nodes
	node, function unsafe.Pointer
	run            step // the interpreter's own
	args           []getter
	signed         []int // the arguments that can be or hold a negative zero
	results        int   // their number
	unused         []bool
	next, fail     step // fail: instead of next if the result is false; nil: there is no such way
}

// signed is the step of the call of an interpreted function; nil if the interpreter's own will do.
func (n *nodes) signed(node unsafe.Pointer) step {
	children := *at[[]unsafe.Pointer](node, n.child)
	parent := *at[unsafe.Pointer](node, n.anc)
	run := *at[step](node, n.exec)
	if run == nil || parent == nil || len(children) < 2 {
		return nil
	}
	function := n.function(children[0])
	if function == nil || n.names[*at[uint](function, n.kind)] != "funcDecl" {
		return nil
	}
	types := *at[[]reflect.Type](function, n.types)
	c := &signedCall{
		nodes: n, node: node, function: function, run: run, next: n.stepOf(*at[unsafe.Pointer](node, n.tnext)), fail: n.stepOf(*at[unsafe.Pointer](node, n.fnext)),
		results: len(*at[[]unsafe.Pointer](*at[unsafe.Pointer](function, n.typ), n.results)),
	}
	if c.results+len(children)-1 > len(types) {
		return nil
	}
	for i, child := range children[1:] {
		get := n.argument(child, types[c.results+i])
		if get == nil {
			return nil
		}
		c.args = append(c.args, get)
		if holdsFloat(types[c.results+i]) {
			c.signed = append(c.signed, i)
		}
	}
	c.unused = make([]bool, c.results)
	switch n.names[*at[uint](parent, n.kind)] {
	case "goStmt", "deferStmt":
		return nil
	case "defineXStmt", "assignXStmt":
		for i, v := range (*at[[]unsafe.Pointer](parent, n.child))[:c.results] {
			c.unused[i] = *at[string](v, n.ident) == "_"
		}
	}
	if len(c.signed) == 0 {
		return nil
	}
	return c.step
}

// argument reads what is passed for a parameter of the type to.
func (n *nodes) argument(node unsafe.Pointer, to reflect.Type) getter {
	switch {
	case *at[string](node, n.ident) == "nil":
		zero := reflect.Zero(to)
		return func(unsafe.Pointer) reflect.Value { return zero }
	case to.Kind() == reflect.Func:
		return functionValue(node)
	}
	return n.getter(node)
}

// step runs the call.
func (c *signedCall) step(frame unsafe.Pointer) step {
	for _, i := range c.signed {
		if v := c.args[i](frame); v.IsValid() && isNegativeZero(v) {
			return c.call(frame)
		}
	}
	return c.run(frame)
}

// call does what the interpreter's step does, but passes each argument as it is. The variables of the results are
// those of the caller.
func (c *signedCall) call(outer unsafe.Pointer) step {
	frame, variables := c.frameOf(c.function, outer)
	for i, get := range c.args {
		v := get(outer)
		if !v.IsValid() || !v.Type().AssignableTo(variables[c.results+i].Type()) || v.Type() == c.nodeType {
			return c.run(outer)
		}
		variables[c.results+i].Set(v)
	}
	home := outer
	if *at[int](c.node, c.level) < 0 {
		home = *at[unsafe.Pointer](outer, c.top)
	}
	for range *at[int](c.node, c.level) {
		home = *at[unsafe.Pointer](home, c.outer)
	}
	into := *at[[]reflect.Value](home, c.data)
	for i := range c.results {
		if !c.unused[i] {
			variables[i] = into[*at[int](c.node, c.findex)+i]
		}
	}
	c.runIn(frame, c.function, c.node)
	if c.fail != nil && !variables[0].Bool() {
		return c.fail
	}
	return c.next
}

// holdsFloat reports whether a value of the type can be a zero value for package reflect although it is,
// or has in it, a negative zero.
func holdsFloat(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Float32, reflect.Float64, reflect.Complex64, reflect.Complex128:
		return true
	case reflect.Array:
		return holdsFloat(t.Elem())
	case reflect.Struct:
		for f := range t.Fields() {
			if holdsFloat(f.Type) {
				return true
			}
		}
	}
	return false
}

// isNegativeZero reports whether package reflect takes v, of a type that holds floating-point numbers, for
// a zero value and it is none.
func isNegativeZero(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Float32, reflect.Float64:
		f := v.Float()
		return f == 0 && math.Signbit(f)
	case reflect.Complex64, reflect.Complex128:
		c := v.Complex()
		return c == 0 && (math.Signbit(real(c)) || math.Signbit(imag(c)))
	case reflect.Array, reflect.Struct:
		return v.IsZero() && hasNegativeZero(v)
	}
	return false
}

// hasNegativeZero looks for one in a value whose parts are all zero values.
func hasNegativeZero(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Array:
		for i := range v.Len() {
			if hasNegativeZero(v.Index(i)) {
				return true
			}
		}
		return false
	case reflect.Struct:
		for i := range v.NumField() {
			if hasNegativeZero(v.Field(i)) {
				return true
			}
		}
		return false
	}
	return isNegativeZero(v)
}
