package watch

import (
	"reflect"
	"runtime"
	"sync"
	"time"
	"unsafe"

	"weft/kernel/engine/rt/detect"
)

// timers is the address of what timers and tickers synchronise with.
const timers = 1

// Do tells of an operation. The operands are the variables themselves where there are some.
func (w *Watch) Do(op *Op, operands []reflect.Value) {
	d := w.detector.Load()
	if d == nil {
		return
	}
	t := w.self(d)
	switch op.verb {
	case "acquireglobal":
		d.AcquireGlobal(t)
		return
	case "releaseglobal":
		d.ReleaseGlobal(t)
		return
	case "releasetimer":
		d.Release(t, timers)
		d.ReleaseGlobal(t)
		return
	case "unseen":
		d.BeCareful()
		d.ReleaseGlobal(t)
		return
	case "select":
		selecting(d, t, op.text, operands)
		return
	}
	if len(operands) == 0 {
		return
	}
	if op.verb == "chose" {
		chosen(d, t, op.text, operands)
		return
	}
	a := accesses{d, t, op.site}
	v, tracked, rest := a.follow(op, operands)
	switch op.verb {
	case "read", "write", "update", "loads", "stores", "readmap", "writemap", "append", "readall", "writeall":
		if t != nil && op.site != nil && v.IsValid() {
			a.access(op.verb, v, tracked, rest)
		}
		if op.verb == "stores" {
			w.synchronise(d, t, "release", v)
		}
	default:
		w.synchronise(d, t, op.verb, v)
		w.yield()
	}
}

// yield lets other goroutines run now and then where goroutines meet, as the compiler's detector makes the scheduler
// choose in other orders: what always runs in the same order hides its races.
func (w *Watch) yield() {
	if w.turns.Add(1)%4 == 0 {
		runtime.Gosched()
	}
}

// accesses are told of for one site.
type accesses struct {
	d    *detect.Detector
	t    *detect.Thread
	site *detect.Site
}

// follow goes the path of an operation, and records that the pointers and slices on it are read. The result is not
// valid if there is a nil or an index out of range on it; else tracked says whether it is in memory that several
// goroutines can reach. rest are the operands that the path did not need.
func (a accesses) follow(op *Op, operands []reflect.Value) (v reflect.Value, tracked bool, rest []reflect.Value) {
	v, tracked, rest = operands[0], op.shared, operands[1:]
	var none reflect.Value
	for _, l := range op.path {
		v = held(v)
		switch k := v.Kind(); {
		case l.kind == '.' && k == reflect.Struct:
			v = v.Field(l.field)
		case k == reflect.Pointer:
			a.read(v, tracked)
			v, tracked = v.Elem(), true
			switch {
			case !v.IsValid():
				return none, false, nil
			case l.kind == '.' && v.Kind() == reflect.Struct && l.field < v.NumField():
				v = v.Field(l.field)
			case l.kind == '[' && v.Kind() == reflect.Array:
				if v, rest = element(v, rest); !v.IsValid() {
					return none, false, nil
				}
			case l.kind != '*':
				return none, false, nil
			}
		case l.kind == '[' && k == reflect.Slice:
			a.read(v, tracked)
			tracked = true
			if v, rest = element(v, rest); !v.IsValid() {
				return none, false, nil
			}
		case l.kind == '[' && k == reflect.Array:
			if v, rest = element(v, rest); !v.IsValid() {
				return none, false, nil
			}
		default:
			return none, false, nil
		}
	}
	return v, tracked, rest
}

// held is what is in an interface: lowered code holds some fields so.
func held(v reflect.Value) reflect.Value {
	for v.Kind() == reflect.Interface && !v.IsNil() {
		v = v.Elem()
	}
	return v
}

// element is the element that the first operand is the index of, and the other operands.
func element(v reflect.Value, operands []reflect.Value) (reflect.Value, []reflect.Value) {
	if len(operands) == 0 {
		return reflect.Value{}, nil
	}
	i, ok := integer(operands[0])
	if !ok || i < 0 || i >= v.Len() {
		return reflect.Value{}, nil
	}
	return v.Index(i), operands[1:]
}

func integer(v reflect.Value) (int, bool) {
	switch {
	case !v.IsValid():
		return 0, false
	case v.CanInt():
		return int(v.Int()), true
	case v.CanUint() && v.Uint() < 1<<62:
		return int(v.Uint()), true
	}
	return 0, false
}

// count is how many elements are meant: a number, or as many as another slice or string has.
func count(v reflect.Value) int {
	if v = held(v); v.Kind() == reflect.Slice || v.Kind() == reflect.String {
		return v.Len()
	}
	n, _ := integer(v)
	return n
}

// read records that a variable on a path is read.
func (a accesses) read(v reflect.Value, tracked bool) {
	if tracked && a.t != nil && a.site != nil && v.CanAddr() {
		a.d.Access(a.t, unsafe.Pointer(v.UnsafeAddr()), detect.Read, a.site)
	}
}

// most is how many elements one operation accesses at most.
const most = 1 << 12

// access records what op does with v.
func (a accesses) access(verb string, v reflect.Value, tracked bool, operands []reflect.Value) {
	switch verb {
	case "readmap", "writemap":
		a.read(v, tracked)
		if v = held(v); v.Kind() != reflect.Map || v.IsNil() {
			return
		}
		k := detect.Read
		if verb == "writemap" {
			k = detect.Write
		}
		a.d.Access(a.t, v.UnsafePointer(), k, a.site)
	case "append", "readall", "writeall":
		a.read(v, tracked)
		n := 0
		if len(operands) > 0 {
			n = count(operands[0])
		}
		a.elements(verb, held(v), n)
	default:
		if !tracked || !v.CanAddr() {
			return
		}
		p, offsets := unsafe.Pointer(v.UnsafeAddr()), leavesOf(v.Type())
		for _, k := range kinds[verb] {
			a.d.AccessAll(a.t, p, offsets, k, a.site)
		}
	}
}

var kinds = map[string][]detect.Kind{
	"read": {detect.Read}, "write": {detect.Write}, "update": {detect.Read, detect.Write},
	"loads": {detect.AtomicRead}, "stores": {detect.AtomicWrite},
}

// elements records what happens to those of a slice.
func (a accesses) elements(verb string, v reflect.Value, n int) {
	if v.Kind() != reflect.Slice || v.IsNil() {
		return
	}
	from, to, k := 0, min(n, v.Len()), detect.Read
	switch {
	case verb == "append" && n <= 0:
		return
	case verb == "append" && v.Len()+n <= v.Cap():
		from, to, k = v.Len(), v.Len()+n, detect.Write
	case verb == "append":
		to = v.Len()
	case verb == "writeall":
		k = detect.Write
	}
	to = min(to, from+most)
	if from >= to {
		return
	}
	elem := v.Type().Elem()
	offsets, size := leavesOf(elem), elem.Size()
	p := v.UnsafePointer()
	for i := from; i < to; i++ {
		a.d.AccessAll(a.t, unsafe.Add(p, uintptr(i)*size), offsets, k, a.site)
	}
}

// leaves are the offsets of the parts of types that are read and written by themselves.
var leaves sync.Map // reflect.Type -> []uintptr

// maxLeaves is how many parts of a value are looked at.
const maxLeaves = 64

func leavesOf(t reflect.Type) []uintptr {
	if found, ok := leaves.Load(t); ok {
		return found.([]uintptr)
	}
	list := appendLeaves(nil, t, 0)
	leaves.Store(t, list)
	return list
}

func appendLeaves(list []uintptr, t reflect.Type, at uintptr) []uintptr {
	switch {
	case t.Size() == 0 || len(list) >= maxLeaves || t.PkgPath() == "sync" || t.PkgPath() == "sync/atomic":
	case t.Kind() == reflect.Struct:
		for i := range t.NumField() {
			list = appendLeaves(list, t.Field(i).Type, at+t.Field(i).Offset)
		}
	case t.Kind() == reflect.Array:
		for i := range min(t.Len(), maxLeaves) {
			list = appendLeaves(list, t.Elem(), at+uintptr(i)*t.Elem().Size())
		}
	default:
		list = append(list, at)
	}
	return list
}

// address is that of an object which synchronises: a variable, or what a pointer points to.
func address(v reflect.Value) (uintptr, bool) {
	v = held(v)
	switch {
	case v.Kind() == reflect.Pointer && !v.IsNil():
		return v.Pointer(), true
	case v.Kind() != reflect.Pointer && v.CanAddr():
		return v.UnsafeAddr(), true
	}
	return 0, false
}

// channelOf is a channel as the detector is told of it; false for nil.
func channelOf(v reflect.Value) (detect.Channel, bool) {
	v = held(v)
	if v.Kind() != reflect.Chan || v.IsNil() {
		return detect.Channel{}, false
	}
	ch := detect.Channel{Address: v.UnsafePointer(), Capacity: v.Cap(), Filled: v.Len() > 0}
	if v.Type().Elem() == reflect.TypeFor[time.Time]() {
		ch.Timer = timers
	}
	return ch, true
}
