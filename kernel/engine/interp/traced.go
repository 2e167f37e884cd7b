package interp

import (
	"reflect"
	"unsafe"

	"weft/kernel/engine/rt/watch"
)

// Instrumented code calls rt's Trace with what it accesses. The step of such a call passes on the variables and
// elements themselves, as they are in the frame: the interpreter's own would pass copies.

// maxOperands is how many operands of a call are passed on without an allocation.
const maxOperands = 6

// trace is the step of a call of rt.Trace. Where it cannot be made, the interpreter's own call says so when it runs.
func (n *nodes) trace(call unsafe.Pointer) step {
	children := *at[[]unsafe.Pointer](call, n.child)
	if len(children) < 3 || n.watch == nil {
		return nil
	}
	what, ok1 := n.text(children[1])
	site, ok2 := n.text(children[2])
	op, err := watch.ParseOp(what, site)
	if !ok1 || !ok2 || err != nil {
		return nil
	}
	var operands []func(frame unsafe.Pointer) reflect.Value
	for _, c := range children[3:] {
		read, ok := n.operand(c)
		if !ok {
			return nil
		}
		operands = append(operands, read)
	}
	w, data, to := n.watch, n.data, *at[int](call, n.findex)
	next, level := n.stepOf(*at[unsafe.Pointer](call, n.tnext)), *at[int](call, n.level)
	return func(frame unsafe.Pointer) step {
		var room [maxOperands]reflect.Value
		values := room[:0]
		for _, read := range operands {
			values = append(values, read(frame))
		}
		w.Do(op, values)
		if level == 0 && to >= 0 {
			if d := *at[[]reflect.Value](frame, data); to < len(d) && d[to].Kind() == reflect.Bool && d[to].CanSet() {
				d[to].SetBool(true)
			}
		}
		return next
	}
}

// text is the constant string that a node stands for.
func (n *nodes) text(node unsafe.Pointer) (string, bool) {
	v := *at[reflect.Value](node, n.rval)
	if !v.IsValid() || v.Kind() != reflect.String {
		return "", false
	}
	return v.String(), true
}

// operand reads what a node stands for: a variable, a temporary or a constant.
func (n *nodes) operand(node unsafe.Pointer) (func(frame unsafe.Pointer) reflect.Value, bool) {
	if v := *at[reflect.Value](node, n.rval); v.IsValid() {
		return func(unsafe.Pointer) reflect.Value { return v }, true
	}
	return n.reader(node)
}
