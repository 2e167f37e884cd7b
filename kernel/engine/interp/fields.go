package interp

import (
	"reflect"
	"runtime"
	"unsafe"

	"weft/kernel/engine/rt"
)

// Some nodes are so frequent that a note around the interpreter's own step would be felt. Their steps are
// replaced by ours, which are faster even though they check their operands, and make a note only when
// they panic.

// The interpreter's functions that make the steps which are replaced: of a field behind a pointer, and of
// an element of a slice, an array or a string.
const (
	fieldGenerator = "github.com/traefik/yaegi/interp.getPtrIndexSeq"
	indexGenerator = "github.com/traefik/yaegi/interp.getIndexArray"
)

// own is our step for a node, nil if there is none.
func (n *nodes) own(node unsafe.Pointer, generate generator, nt *note) step {
	f := runtime.FuncForPC(reflect.ValueOf(generate).Pointer())
	if f == nil || *at[int](node, n.level) != 0 {
		return nil
	}
	var load func(frame unsafe.Pointer) reflect.Value
	switch f.Name() {
	case fieldGenerator:
		load = n.field(node, nt)
	case indexGenerator:
		load = n.element(node, nt)
	}
	if load == nil {
		return nil
	}
	to, data := *at[int](node, n.findex), n.data
	next := n.stepOf(*at[unsafe.Pointer](node, n.tnext))
	if fail := *at[unsafe.Pointer](node, n.fnext); fail != nil {
		otherwise := n.stepOf(fail)
		return func(frame unsafe.Pointer) step {
			v := load(frame)
			(*at[[]reflect.Value](frame, data))[to] = v
			if v.Bool() {
				return next
			}
			return otherwise
		}
	}
	return func(frame unsafe.Pointer) step {
		(*at[[]reflect.Value](frame, data))[to] = load(frame)
		return next
	}
}

// field reads p.x for a local p.
func (n *nodes) field(node unsafe.Pointer, nt *note) func(frame unsafe.Pointer) reflect.Value {
	index, ok := (*at[any](node, n.val)).([]int)
	from, isLocal := n.local((*at[[]unsafe.Pointer](node, n.child))[0])
	if !ok || !isLocal || len(index) != 1 {
		return nil
	}
	number, data, debug := index[0], n.data, n.debug
	return func(frame unsafe.Pointer) reflect.Value {
		d := *at[[]reflect.Value](frame, data)
		v := d[from].Elem()
		if !v.IsValid() {
			*at[unsafe.Pointer](frame, debug) = unsafe.Pointer(nt)
			var p *int
			*p = 1
		}
		return v.Field(number)
	}
}

// element reads s[i] for variables s and i, or a constant i.
func (n *nodes) element(node unsafe.Pointer, nt *note) func(frame unsafe.Pointer) reflect.Value {
	children := *at[[]unsafe.Pointer](node, n.child)
	list, ok := n.reader(children[0])
	index, found := n.reader(children[1])
	if !ok || !found {
		return nil
	}
	debug := n.debug
	return func(frame unsafe.Pointer) reflect.Value {
		s, i := list(frame), index(frame)
		if s.Kind() == reflect.Pointer {
			s = s.Elem()
		}
		if i.CanInt() {
			if k := i.Int(); k >= 0 && k < int64(s.Len()) {
				return s.Index(int(k))
			}
			*at[unsafe.Pointer](frame, debug) = unsafe.Pointer(nt)
			rt.BadIndex(int(i.Int()), s.Len())
		}
		if k := i.Uint(); k >= uint64(s.Len()) {
			*at[unsafe.Pointer](frame, debug) = unsafe.Pointer(nt)
			rt.BadUnsigned(k, s.Len())
		}
		return s.Index(int(i.Uint()))
	}
}

// reader reads the variable, temporary or constant that a node stands for.
func (n *nodes) reader(node unsafe.Pointer) (func(frame unsafe.Pointer) reflect.Value, bool) {
	if v := *at[reflect.Value](node, n.rval); v.IsValid() {
		return func(unsafe.Pointer) reflect.Value { return v }, v.CanInt() || v.CanUint()
	}
	data := n.data
	if from, ok := n.local(node); ok {
		return func(frame unsafe.Pointer) reflect.Value { return (*at[[]reflect.Value](frame, data))[from] }, true
	}
	if k := n.names[*at[uint](node, n.kind)]; k == "basicLit" || k == "funcDecl" {
		return nil, false
	}
	index, level := *at[int](node, n.findex), *at[int](node, n.level)
	global := false
	if sym := *at[unsafe.Pointer](node, n.sym); sym != nil {
		index, global = *at[int](sym, n.symIndex), *at[bool](sym, n.symGlobal)
	}
	top, outer := n.top, n.outer
	switch {
	case index < 0:
		return nil, false
	case global || level < 0:
		return func(frame unsafe.Pointer) reflect.Value {
			return (*at[[]reflect.Value](*at[unsafe.Pointer](frame, top), data))[index]
		}, true
	case level == 1:
		return func(frame unsafe.Pointer) reflect.Value {
			return (*at[[]reflect.Value](*at[unsafe.Pointer](frame, outer), data))[index]
		}, true
	}
	return func(frame unsafe.Pointer) reflect.Value {
		for range level {
			frame = *at[unsafe.Pointer](frame, outer)
		}
		return (*at[[]reflect.Value](frame, data))[index]
	}, true
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
