package interp

import (
	"reflect"
	"runtime"
	"strings"
	"unsafe"
)

// Quick steps. The interpreter reads each operand through two or three closures, whatever it is. The nodes
// that loops are made of get steps of ours that read variables and constants from the frame themselves. A
// quick step does only what it knows to be the same, and leaves the rest to the interpreter's own step: other
// kinds of values, and everything that panics.

// generators is the interpreter's package, where the functions are that make steps.
const generators = "github.com/traefik/yaegi/interp."

// generatorOf is the name of the interpreter's function that makes the step of a node; "" if it is not its own.
func (n *nodes) generatorOf(node unsafe.Pointer) string {
	generate := *at[generator](node, n.gen)
	if generate == nil {
		return ""
	}
	f := runtime.FuncForPC(reflect.ValueOf(generate).Pointer())
	if f == nil {
		return ""
	}
	name, _ := strings.CutPrefix(f.Name(), generators)
	return name
}

// quicken lets a node have a quick step if there is one for it. name is its generator's. It is asked about a node
// before those below it, whose generators it looks at.
func (n *nodes) quicken(node unsafe.Pointer, name string) {
	quick, ok := quickSteps[name]
	if !ok || *at[int](node, n.level) != 0 || !quick.fits(n, node) {
		return
	}
	generate := *at[generator](node, n.gen)
	*at[generator](node, n.gen) = func(node unsafe.Pointer) {
		generate(node)
		run := *at[step](node, n.exec)
		if run == nil {
			return
		}
		q := &quickStep{
			nodes: n, run: run, node: node, data: n.data, to: *at[int](node, n.findex),
			next: n.stepOf(*at[unsafe.Pointer](node, n.tnext)), fail: n.stepOf(*at[unsafe.Pointer](node, n.fnext)),
			children: *at[[]unsafe.Pointer](node, n.child),
		}
		if s := quick.make(q); s != nil {
			*at[step](node, n.exec) = s
		}
	}
}

// A quickStep is a step that is being made.
type quickStep struct {
	*nodes
	node     unsafe.Pointer
	children []unsafe.Pointer
	run      step    // the interpreter's own
	data     uintptr // of a frame
	to       int     // index of the result in the frame
	next     step
	fail     step // instead of next if the result is false; nil: there is no such way
}

// quickSteps are the makers of quick steps, by the names of the interpreter's. fits is asked before the nodes
// below have steps of ours; make returns nil if there is no quick step.
var quickSteps = map[string]struct {
	fits func(n *nodes, node unsafe.Pointer) bool
	make func(q *quickStep) step
}{
	"add":             {always, func(q *quickStep) step { return q.calculation(plus) }},
	"sub":             {always, func(q *quickStep) step { return q.calculation(minus) }},
	"mul":             {always, func(q *quickStep) step { return q.calculation(times) }},
	"addAssign":       {(*nodes).updates, func(q *quickStep) step { return q.update(plus) }},
	"subAssign":       {(*nodes).updates, func(q *quickStep) step { return q.update(minus) }},
	"mulAssign":       {(*nodes).updates, func(q *quickStep) step { return q.update(times) }},
	"inc":             {(*nodes).updates, func(q *quickStep) step { return q.count(1) }},
	"dec":             {(*nodes).updates, func(q *quickStep) step { return q.count(-1) }},
	"equal":           {always, func(q *quickStep) step { return q.comparison(same) }},
	"notEqual":        {always, func(q *quickStep) step { return q.comparison(below | above) }},
	"lower":           {always, func(q *quickStep) step { return q.comparison(below) }},
	"lowerEqual":      {always, func(q *quickStep) step { return q.comparison(below | same) }},
	"greater":         {always, func(q *quickStep) step { return q.comparison(above) }},
	"greaterEqual":    {always, func(q *quickStep) step { return q.comparison(above | same) }},
	"assign":          {(*nodes).assigns, (*quickStep).assignment},
	"send":            {always, (*quickStep).send},
	"recv":            {always, (*quickStep).receive},
	"recv2":           {always, (*quickStep).receivePair},
	"rangeChan":       {always, (*quickStep).receiveEach},
	"typeAssertShort": {always, (*quickStep).assertion},
	"_len":            {always, (*quickStep).length},
	"getIndexArray":   {always, (*quickStep).item},
	"getIndexSeq":     {always, (*quickStep).part},
}

func always(*nodes, unsafe.Pointer) bool { return true }

// updates reports whether a node changes a place, as its first operand.
func (n *nodes) updates(node unsafe.Pointer) bool {
	return n.isPlace((*at[[]unsafe.Pointer](node, n.child))[0])
}

// isPlace reports whether a node is a variable or one whose step leaves it in the frame: no entry of a map.
func (n *nodes) isPlace(node unsafe.Pointer) bool {
	switch n.names[*at[uint](node, n.kind)] {
	case "identExpr":
		return *at[string](node, n.ident) != "_"
	case "indexExpr":
		return n.generatorOf(node) == "getIndexArray"
	case "selectorExpr":
		g := n.generatorOf(node)
		return g == "getIndexSeq" || g == "getPtrIndexSeq"
	}
	return false
}

// assigns reports whether a node gives one or two places their values, or defines one variable.
func (n *nodes) assigns(node unsafe.Pointer) bool {
	children := *at[[]unsafe.Pointer](node, n.child)
	left := *at[int](node, n.nleft)
	if n.defines(node) {
		return left == 1 && n.isPlace(children[0])
	}
	if n.names[*at[uint](node, n.kind)] != "assignStmt" || left > 2 || len(children) != 2*left {
		return false
	}
	return n.isPlace(children[0]) && n.isPlace(children[left-1])
}

func (n *nodes) defines(node unsafe.Pointer) bool {
	return n.names[*at[uint](node, n.kind)] == "defineStmt"
}
