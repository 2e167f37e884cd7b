package interp

import (
	"reflect"
	"sync/atomic"
	"unsafe"

	"weft/kernel/engine/rt"
)

// Starting goroutines. Where a compiled function is given an interpreted one, as rt.Go is, the interpreter
// makes a compiled function of it, and calls that through reflect. The steps here run the interpreted
// function on the new goroutine as the interpreter's own go statement does.

//go:linkname runBody github.com/traefik/yaegi/interp.runCfg
func runBody(first, frame, function, call unsafe.Pointer)

//go:linkname newFrame github.com/traefik/yaegi/interp.newFrame
func newFrame(outer unsafe.Pointer, length int, id uint64) unsafe.Pointer

// skipLiterals keeps the interpreter from making closures of the function literals among the arguments of a
// call of a compiled function: the call's own step makes what it passes from the literals.
func (n *nodes) skipLiterals(call unsafe.Pointer) {
	for _, child := range (*at[[]unsafe.Pointer](call, n.child))[1:] {
		if generate := *at[generator](child, n.gen); generate != nil && n.names[*at[uint](child, n.kind)] == "funcLit" && n.function(child) == child {
			*at[generator](child, n.gen) = func(node unsafe.Pointer) {
				generate(node)
				next := n.stepOf(*at[unsafe.Pointer](node, n.tnext))
				*at[step](node, n.exec) = func(unsafe.Pointer) step { return next }
			}
		}
	}
}

// function is the declaration or literal of the function that a node stands for, if that is always the same.
func (n *nodes) function(node unsafe.Pointer) unsafe.Pointer {
	v := reflect.ValueOf(*at[any](node, n.val))
	if !v.IsValid() || v.Type() != n.nodeType || v.IsNil() || at[reflect.Value](node, n.rval).IsValid() {
		return nil
	}
	def := v.UnsafePointer()
	self := reflect.ValueOf(*at[any](def, n.val))
	kind := n.names[*at[uint](def, n.kind)]
	if kind != "funcDecl" && kind != "funcLit" || !self.IsValid() || self.Type() != n.nodeType || self.UnsafePointer() != def ||
		at[reflect.Value](def, n.rval).IsValid() || len(*at[[]unsafe.Pointer](def, n.child)) != 4 || *at[unsafe.Pointer](def, n.typ) == nil {
		return nil
	}
	return def
}

// place is the first argument of a call, where a go statement is.
func (n *nodes) place(call unsafe.Pointer) (where string, ok bool) {
	v := *at[reflect.Value]((*at[[]unsafe.Pointer](call, n.child))[1], n.rval)
	if !v.IsValid() || v.Kind() != reflect.String {
		return "", false
	}
	return v.String(), true
}

// frameOf is a new frame for a call of the function, made in the frame outer.
func (n *nodes) frameOf(function, outer unsafe.Pointer) (frame unsafe.Pointer, variables []reflect.Value) {
	types := *at[[]reflect.Type](function, n.types)
	frame = newFrame(outer, len(types), atomic.LoadUint64(at[uint64](outer, n.id)))
	variables = *at[[]reflect.Value](frame, n.data)
	for i, t := range types {
		variables[i] = reflect.New(t).Elem()
	}
	return frame, variables
}

// runIn runs the function in its frame.
func (n *nodes) runIn(frame, function, call unsafe.Pointer) {
	body := (*at[[]unsafe.Pointer](function, n.child))[3]
	runBody(*at[unsafe.Pointer](body, n.start), frame, function, call)
}

// startLiteral is the step of rt.Go with a function literal; nil for other arguments.
func (n *nodes) startLiteral(call unsafe.Pointer, start rt.Go) step {
	children := *at[[]unsafe.Pointer](call, n.child)
	if len(children) != 3 {
		return nil
	}
	where, ok := n.place(call)
	literal := children[2]
	if !ok || n.names[*at[uint](literal, n.kind)] != "funcLit" || n.function(literal) != literal {
		return nil
	}
	next := n.stepOf(*at[unsafe.Pointer](call, n.tnext))
	return func(outer unsafe.Pointer) step {
		start(where, func() {
			frame, _ := n.frameOf(literal, outer)
			n.runIn(frame, literal, call)
		})
		return next
	}
}

// called is the declared function that a literal only hands its parameters to, in their order; otherwise it
// is the literal.
func (n *nodes) called(literal unsafe.Pointer) unsafe.Pointer {
	body := *at[[]unsafe.Pointer]((*at[[]unsafe.Pointer](literal, n.child))[3], n.child)
	if len(body) != 1 {
		return literal
	}
	call := body[0]
	if inner := *at[[]unsafe.Pointer](call, n.child); n.names[*at[uint](call, n.kind)] == "exprStmt" && len(inner) == 1 {
		call = inner[0]
	}
	children := *at[[]unsafe.Pointer](call, n.child)
	if n.names[*at[uint](call, n.kind)] != "callExpr" || len(children) == 0 {
		return literal
	}
	function := n.function(children[0])
	if function == nil || n.names[*at[uint](function, n.kind)] != "funcDecl" {
		return literal
	}
	for i, c := range children[1:] {
		if from, ok := n.local(c); !ok || from != i || n.names[*at[uint](c, n.kind)] != "identExpr" {
			return literal
		}
	}
	return function
}

// startCall is the step of rt.GoCall with a function literal and variables; nil for other arguments.
func (n *nodes) startCall(call unsafe.Pointer, start rt.GoCall) step {
	children := *at[[]unsafe.Pointer](call, n.child)
	if len(children) < 3 {
		return nil
	}
	where, ok := n.place(call)
	function := n.function(children[2])
	if !ok || function == nil || function != children[2] {
		return nil
	}
	function = n.called(function)
	var args []getter
	for _, c := range children[3:] {
		get := n.getter(c)
		if get == nil {
			return nil
		}
		args = append(args, get)
	}
	run := *at[step](call, n.exec)
	next := n.stepOf(*at[unsafe.Pointer](call, n.tnext))
	return func(outer unsafe.Pointer) step {
		frame, variables := n.frameOf(function, outer)
		results := len(*at[[]unsafe.Pointer](*at[unsafe.Pointer](function, n.typ), n.results))
		parameters := variables[min(results, len(variables)):]
		for i, get := range args {
			v := get(outer)
			if i >= len(parameters) || !v.IsValid() || v.Type() != parameters[i].Type() {
				return run(outer)
			}
			parameters[i].Set(v)
		}
		start(where, func() { n.runIn(frame, function, call) })
		return next
	}
}
