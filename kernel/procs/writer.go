package procs

import (
	"encoding"
	"encoding/binary"
	"math"
	"reflect"
	"unsafe"
)

// A Writer encodes values. The bytes follow the structure of a type and nothing else, so that both sides must
// have the same one. Errors are sticky: after the first nothing more is written.
type Writer struct {
	buf    []byte
	shared []*shared // what the values refer to, each once
	seen   map[unsafe.Pointer]uint64
	depth  int
	err    error
}

// Args returns an empty Writer.
func Args() *Writer { return &Writer{} }

// maxDepth bounds values within values, so that a very long list ends in an error and not in a stack overflow.
const maxDepth = 20_000

// Put writes what pointer points to.
func (w *Writer) Put(pointer any) *Writer {
	if w.err != nil {
		return w
	}
	switch p := pointer.(type) {
	case *int:
		w.int(int64(*p))
	case *string:
		w.text(*p)
	case *float64:
		w.bits(math.Float64bits(*p))
	case *bool:
		w.bool(*p)
	case *[]byte:
		w.bytes(*p)
	default:
		x, shape := this.host().Open(pointer)
		v := reflect.ValueOf(x)
		if v.Kind() != reflect.Pointer || v.IsNil() {
			return w.fail("Put needs a pointer to a value")
		}
		w.value(v.Elem(), elem(shape))
	}
	return w
}

// Err returns the first error.
func (w *Writer) Err() error { return w.err }

func (w *Writer) fail(reason string) *Writer {
	if w.err == nil {
		w.err = &ValueError{reason}
	}
	return w
}

func (w *Writer) byte(b byte)   { w.buf = append(w.buf, b) }
func (w *Writer) uint(n uint64) { w.buf = binary.AppendUvarint(w.buf, n) }
func (w *Writer) int(n int64)   { w.buf = binary.AppendVarint(w.buf, n) }
func (w *Writer) bits(n uint64) { w.buf = binary.LittleEndian.AppendUint64(w.buf, n) }

func (w *Writer) bool(b bool) {
	if b {
		w.byte(1)
	} else {
		w.byte(0)
	}
}

func (w *Writer) text(s string) {
	w.uint(uint64(len(s)))
	w.buf = append(w.buf, s...)
}

// bytes writes a slice of bytes: nil and empty differ.
func (w *Writer) bytes(b []byte) {
	if w.length(b == nil, len(b)) {
		w.buf = append(w.buf, b...)
	}
}

// length begins something that may be nil, and reports whether it is not.
func (w *Writer) length(isNil bool, n int) bool {
	if isNil {
		w.byte(0)
		return false
	}
	w.uint(uint64(n) + 1)
	return true
}

// value writes an addressable value, or one that was not reached through an unexported field.
func (w *Writer) value(v reflect.Value, s Shape) {
	if w.depth++; w.depth > maxDepth {
		w.fail("a value has too many values within each other")
	}
	defer func() { w.depth-- }()
	if w.err != nil {
		return
	}
	switch v.Kind() {
	case reflect.Bool:
		w.bool(v.Bool())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		w.int(v.Int())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		w.uint(v.Uint())
	case reflect.Float32:
		w.bits(uint64(math.Float32bits(float32(v.Float()))))
	case reflect.Float64:
		w.bits(math.Float64bits(v.Float()))
	case reflect.Complex64, reflect.Complex128:
		w.bits(math.Float64bits(real(v.Complex())))
		w.bits(math.Float64bits(imag(v.Complex())))
	case reflect.String:
		w.text(v.String())
	case reflect.Slice:
		w.slice(v, s)
	case reflect.Array:
		w.list(v, s)
	case reflect.Map:
		w.mapping(v, s)
	case reflect.Pointer:
		w.pointer(v, s)
	case reflect.Struct:
		w.structure(v, s)
	case reflect.Interface:
		w.iface(v, s)
	default:
		w.fail("a " + v.Type().String() + " cannot leave its process")
	}
}

func (w *Writer) slice(v reflect.Value, s Shape) {
	if v.Type().Elem().Kind() == reflect.Uint8 {
		w.bytes(v.Bytes())
	} else if w.length(v.IsNil(), v.Len()) {
		w.list(v, s)
	}
}

func (w *Writer) list(v reflect.Value, s Shape) {
	e := elem(s)
	for i := range v.Len() {
		w.value(v.Index(i), e)
	}
}

func (w *Writer) mapping(v reflect.Value, s Shape) {
	if !w.length(v.IsNil(), v.Len()) {
		return
	}
	k, e := key(s), elem(s)
	for it := v.MapRange(); it.Next() && w.err == nil; {
		w.value(addressable(it.Key()), k)
		w.value(addressable(it.Value()), e)
	}
}

// addressable is v, in a variable.
func addressable(v reflect.Value) reflect.Value {
	if v.CanAddr() {
		return v
	}
	a := reflect.New(v.Type()).Elem()
	a.Set(v)
	return a
}

// How a pointer begins.
const (
	pointerNil = iota
	pointerNew
	pointerKnown // and its number
)

func (w *Writer) pointer(v reflect.Value, s Shape) {
	if o, ok := v.Interface().(sharedObject); ok {
		w.object(v.IsNil(), o)
		return
	}
	if v.IsNil() {
		w.byte(pointerNil)
		return
	}
	if n, ok := w.seen[v.UnsafePointer()]; ok {
		w.byte(pointerKnown)
		w.uint(n)
		return
	}
	if v.Type().Elem().Size() > 0 { // pointers to different things without size may be equal
		if w.seen == nil {
			w.seen = map[unsafe.Pointer]uint64{}
		}
		w.seen[v.UnsafePointer()] = uint64(len(w.seen))
	}
	w.byte(pointerNew)
	w.value(v.Elem(), elem(s))
}

func (w *Writer) structure(v reflect.Value, s Shape) {
	t := v.Type()
	v = addressable(v)
	if marshals(t) {
		w.marshal(v)
		return
	}
	for i := range t.NumField() {
		if f := t.Field(i); !isBlank(f.Name) {
			w.value(reach(v.Field(i)), part(s, i))
		}
	}
}

// reach is a field as if it were exported.
func reach(f reflect.Value) reflect.Value {
	if f.CanSet() {
		return f
	}
	return reflect.NewAt(f.Type(), f.Addr().UnsafePointer()).Elem()
}

func (w *Writer) marshal(v reflect.Value) {
	var data []byte
	var err error
	switch m := v.Addr().Interface().(type) {
	case interface{ GobEncode() ([]byte, error) }:
		data, err = m.GobEncode()
	case encoding.BinaryMarshaler:
		data, err = m.MarshalBinary()
	case encoding.TextMarshaler:
		data, err = m.MarshalText()
	}
	if err != nil {
		w.fail(err.Error())
		return
	}
	w.bytes(data)
}

func (w *Writer) iface(v reflect.Value, s Shape) {
	switch {
	case v.Type() == reflect.TypeFor[error]():
		err, _ := v.Interface().(error)
		w.error(err)
	case s == nil || s.Held() == nil:
		w.fail("what stands behind an interface cannot leave its process")
	case v.IsNil():
		w.byte(0)
	default:
		w.value(addressable(v.Elem()), s)
	}
}
