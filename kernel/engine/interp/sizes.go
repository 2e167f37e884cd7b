package interp

import (
	"bytes"
	"go/constant"
	"math/bits"
	"reflect"
	"strings"
	"unsafe"
)

// What is asked for at once is compared with what the limit of memory leaves before it is made: the system would
// refuse it only above its own limit, and end the process.

const (
	manyElements = 1 << 8 // less is not worth a look
	someBytes    = 1 << 12
	manyBytes    = 32 << 20 // more is not made before it is clear that there is room
)

// sized compares what a call of make or append, or text that is put together, asks for. name is the node's generator's.
func (n *nodes) sized(node unsafe.Pointer, name string) {
	children := *at[[]unsafe.Pointer](node, n.child)
	if len(children) < 2 || n.ask == nil {
		return
	}
	var ask func(frame unsafe.Pointer)
	switch name {
	case "add", "addAssign":
		typ := *at[unsafe.Pointer](node, n.typ)
		one, other := n.getter(children[0]), n.getter(children[1])
		if typ == nil || *at[string](typ, n.typeName) != "string" || one == nil || other == nil {
			return
		}
		ask = func(frame unsafe.Pointer) {
			if v, w := one(frame), other(frame); v.Kind() == reflect.String && w.Kind() == reflect.String {
				n.askFor(int64(v.Len()+w.Len()), 1)
			}
		}
	case "_make":
		if len(children) < 3 {
			return
		}
		count, dest := n.count(children[len(children)-1]), n.getter(node)
		if count == nil || dest == nil {
			return
		}
		ask = func(frame unsafe.Pointer) {
			if k := count(frame); k > manyElements {
				n.askFor(k, elementSize(dest(frame)))
			}
		}
	case "_append", "appendSlice":
		if len(children) < 3 {
			return
		}
		slice := n.getter(children[1])
		if slice == nil {
			return
		}
		ask = func(frame unsafe.Pointer) {
			v := slice(frame)
			if v.Kind() != reflect.Slice {
				return
			}
			if k := v.Len(); k == v.Cap() && k > manyElements { // it grows by a quarter
				n.askFor(int64(k)/4*5, elementSize(v))
			}
		}
	default:
		return
	}
	generate := *at[generator](node, n.gen)
	*at[generator](node, n.gen) = func(node unsafe.Pointer) {
		generate(node)
		run := *at[step](node, n.exec)
		if run == nil {
			return
		}
		*at[step](node, n.exec) = func(frame unsafe.Pointer) step {
			ask(frame)
			return run(frame)
		}
	}
}

// count reads a number of elements.
func (n *nodes) count(node unsafe.Pointer) func(frame unsafe.Pointer) int64 {
	if v := *at[reflect.Value](node, n.rval); v.IsValid() && v.CanInterface() {
		if c, ok := v.Interface().(constant.Value); ok {
			k, _ := constant.Int64Val(constant.ToInt(c))
			return func(unsafe.Pointer) int64 { return k }
		}
	}
	get := n.getter(node)
	if get == nil {
		return nil
	}
	return func(frame unsafe.Pointer) int64 {
		switch v := get(frame); {
		case v.CanInt():
			return v.Int()
		case v.CanUint():
			return int64(v.Uint())
		}
		return 0
	}
}

// elementSize is that of the elements of v; 0 if it has none.
func elementSize(v reflect.Value) int64 {
	if !v.IsValid() {
		return 0
	}
	switch t := v.Type(); t.Kind() {
	case reflect.Slice, reflect.Chan:
		return int64(t.Elem().Size())
	case reflect.Map:
		return int64(t.Key().Size() + t.Elem().Size())
	}
	return 0
}

// askFor asks for so many elements. What is too much for any machine has a panic of its own.
func (n *nodes) askFor(count, size int64) {
	high, low := bits.Mul64(uint64(count), uint64(size))
	if high == 0 && low > someBytes && low < 1<<47 {
		n.ask(int64(low))
	}
}

// repeatString is strings.Repeat.
func (s *session) repeatString(text string, count int) string {
	if count > 0 {
		s.nodes.askFor(int64(count), int64(len(text)))
	}
	return strings.Repeat(text, count)
}

// repeatBytes is bytes.Repeat.
func (s *session) repeatBytes(b []byte, count int) []byte {
	if count > 0 {
		s.nodes.askFor(int64(count), int64(len(b)))
	}
	return bytes.Repeat(b, count)
}
