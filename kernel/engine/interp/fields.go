package interp

import (
	"reflect"
	"runtime"
	"unsafe"
)

// fieldGenerator is the interpreter's function that makes the steps of fields behind pointers.
const fieldGenerator = "github.com/traefik/yaegi/interp.getPtrIndexSeq"

// field is a step of ours for p.x with a local p, which is so frequent that a note around the
// interpreter's own step would be felt: this one makes the note only when p is nil. It is nil for other
// nodes.
func (n *nodes) field(node unsafe.Pointer, generate generator, nt *note) step {
	gen := runtime.FuncForPC(reflect.ValueOf(generate).Pointer())
	index, ok := (*at[any](node, n.val)).([]int)
	if gen == nil || gen.Name() != fieldGenerator || !ok || len(index) != 1 || *at[int](node, n.level) != 0 {
		return nil
	}
	from, ok := n.local((*at[[]unsafe.Pointer](node, n.child))[0])
	if !ok {
		return nil
	}
	to, number, data, debug := *at[int](node, n.findex), index[0], n.data, n.debug
	load := func(frame unsafe.Pointer) reflect.Value {
		d := *at[[]reflect.Value](frame, data)
		if from >= len(d) {
			return reflect.Value{} // the cell is being stopped; the interpreter panics here, too
		}
		v := d[from].Elem()
		if !v.IsValid() {
			*at[unsafe.Pointer](frame, debug) = unsafe.Pointer(nt)
			var p *int
			*p = 1
		}
		v = v.Field(number)
		d[to] = v
		return v
	}
	next := n.stepOf(*at[unsafe.Pointer](node, n.tnext))
	if fail := *at[unsafe.Pointer](node, n.fnext); fail != nil {
		otherwise := n.stepOf(fail)
		return func(frame unsafe.Pointer) step {
			if load(frame).Bool() {
				return next
			}
			return otherwise
		}
	}
	return func(frame unsafe.Pointer) step {
		load(frame)
		return next
	}
}

// local is the index of the variable or temporary of the running function that a node stands for.
func (n *nodes) local(node unsafe.Pointer) (int, bool) {
	if *at[int](node, n.level) != 0 || at[reflect.Value](node, n.rval).IsValid() {
		return 0, false
	}
	index := *at[int](node, n.findex)
	if sym := *at[unsafe.Pointer](node, n.sym); sym != nil {
		index = *at[int](sym, n.symIndex)
		if *at[bool](sym, n.symGlobal) {
			return 0, false
		}
	}
	return index, index >= 0
}

// stepOf is the step of a node that has been generated; nil for none.
func (n *nodes) stepOf(node unsafe.Pointer) step {
	if node == nil {
		return nil
	}
	return *at[step](node, n.exec)
}
