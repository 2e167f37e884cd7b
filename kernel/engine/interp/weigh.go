package interp

import (
	"reflect"
	"unsafe"
)

// weighed is how many values weigh looks at.
const weighed = 1 << 16

// weigh is about how many bytes a variable holds. Of what has many parts some are looked at, and the others taken to be
// like them.
func weigh(v reflect.Value) int64 {
	w := weighing{left: weighed, seen: map[unsafe.Pointer]bool{}}
	return w.of(v)
}

type weighing struct {
	left int
	seen map[unsafe.Pointer]bool
}

// of is what v holds beside itself.
func (w *weighing) of(v reflect.Value) int64 {
	if w.left--; w.left < 0 || !v.IsValid() {
		return 0
	}
	switch v.Kind() {
	case reflect.String:
		return int64(v.Len())
	case reflect.Slice:
		if v.IsNil() || w.knows(v.UnsafePointer()) {
			return 0
		}
		return int64(v.Cap())*int64(v.Type().Elem().Size()) + w.parts(v)
	case reflect.Array:
		return w.parts(v)
	case reflect.Pointer:
		if v.IsNil() || w.knows(v.UnsafePointer()) {
			return 0
		}
		return int64(v.Type().Elem().Size()) + w.of(v.Elem())
	case reflect.Interface:
		return w.of(v.Elem())
	case reflect.Struct:
		n := int64(0)
		for i := range v.NumField() {
			n += w.of(v.Field(i))
		}
		return n
	case reflect.Map:
		if v.IsNil() || w.knows(v.UnsafePointer()) {
			return 0
		}
		entry := int64(v.Type().Key().Size()+v.Type().Elem().Size()) + 1
		n, looked := int64(0), 0
		for it := v.MapRange(); looked < sampled && it.Next(); looked++ {
			n += w.of(it.Key()) + w.of(it.Value())
		}
		if looked > 0 {
			n = n * int64(v.Len()) / int64(looked)
		}
		return n + entry*int64(v.Len())*8/7
	}
	return 0
}

// sampled is how many parts of a slice, array or map are looked at.
const sampled = 100

func (w *weighing) parts(v reflect.Value) int64 {
	if v.Len() == 0 || plainKind(v.Type().Elem().Kind()) {
		return 0
	}
	step := max(v.Len()/sampled, 1)
	n, looked := int64(0), 0
	for i := 0; i < v.Len(); i += step {
		n += w.of(v.Index(i))
		looked++
	}
	return n * int64(v.Len()) / int64(looked)
}

func plainKind(k reflect.Kind) bool { return k <= reflect.Complex128 }

func (w *weighing) knows(p unsafe.Pointer) bool {
	known := w.seen[p]
	w.seen[p] = true
	return known
}
