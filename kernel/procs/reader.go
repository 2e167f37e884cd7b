package procs

import (
	"encoding"
	"encoding/binary"
	"math"
	"reflect"
)

// A Reader decodes what a Writer has encoded. Errors are sticky: after the first it sets nothing.
type Reader struct {
	buf   []byte
	pos   int
	known []reflect.Value
	held  []*held // what came with the bytes
	depth int
	err   error
}

// Get sets what pointer points to.
func (r *Reader) Get(pointer any) {
	if r.err != nil {
		return
	}
	switch p := pointer.(type) {
	case *int:
		*p = int(r.int())
	case *string:
		*p = r.text()
	case *float64:
		*p = math.Float64frombits(r.bits())
	case *bool:
		*p = r.bool()
	case *[]byte:
		*p = r.bytes()
	default:
		x, shape := this.host().Open(pointer)
		v := reflect.ValueOf(x)
		if v.Kind() != reflect.Pointer || v.IsNil() {
			r.fail("Get needs a pointer to a variable")
			return
		}
		r.value(v.Elem(), elem(shape))
	}
}

// Failure reads an error, which may be nil.
func (r *Reader) Failure() error { return r.error() }

// End returns the first error; bytes that are left are one.
func (r *Reader) End() error {
	if r.err == nil && r.pos != len(r.buf) {
		r.fail("damaged: bytes are left")
	}
	return r.err
}

func (r *Reader) fail(reason string) {
	if r.err == nil {
		r.err = &ValueError{reason}
	}
}

func (r *Reader) short() { r.fail("damaged: it ends too early") }

func (r *Reader) byte() byte {
	if r.err != nil || r.pos >= len(r.buf) {
		r.short()
		return 0
	}
	r.pos++
	return r.buf[r.pos-1]
}

func (r *Reader) bool() bool { return r.byte() != 0 }

func (r *Reader) uint() uint64 {
	n, size := binary.Uvarint(r.buf[r.pos:])
	if r.err != nil || size <= 0 {
		r.short()
		return 0
	}
	r.pos += size
	return n
}

func (r *Reader) int() int64 {
	n, size := binary.Varint(r.buf[r.pos:])
	if r.err != nil || size <= 0 {
		r.short()
		return 0
	}
	r.pos += size
	return n
}

func (r *Reader) bits() uint64 {
	if r.err != nil || len(r.buf)-r.pos < 8 {
		r.short()
		return 0
	}
	r.pos += 8
	return binary.LittleEndian.Uint64(r.buf[r.pos-8:])
}

func (r *Reader) take(n uint64) []byte {
	if r.err != nil || n > uint64(len(r.buf)-r.pos) {
		r.short()
		return nil
	}
	r.pos += int(n)
	return r.buf[r.pos-int(n) : r.pos]
}

func (r *Reader) text() string { return string(r.take(r.uint())) }

func (r *Reader) bytes() []byte {
	n, ok := r.length()
	if !ok {
		return nil
	}
	return append(make([]byte, 0, n), r.take(uint64(n))...)
}

// length is that of something that is not nil. It is not larger than the bytes that are left.
func (r *Reader) length() (n int, ok bool) {
	u := r.uint()
	if u == 0 {
		return 0, false
	}
	if u-1 > uint64(len(r.buf)-r.pos) {
		r.short()
		return 0, false
	}
	return int(u - 1), true
}

// value sets v, which can be set.
func (r *Reader) value(v reflect.Value, s Shape) {
	if r.depth++; r.depth > maxDepth {
		r.fail("a value has too many values within each other")
	}
	defer func() { r.depth-- }()
	if r.err != nil {
		return
	}
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(r.bool())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		n := r.int()
		if v.OverflowInt(n) {
			r.fail("damaged: a number is too large")
			return
		}
		v.SetInt(n)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		n := r.uint()
		if v.OverflowUint(n) {
			r.fail("damaged: a number is too large")
			return
		}
		v.SetUint(n)
	case reflect.Float32:
		v.SetFloat(float64(math.Float32frombits(uint32(r.bits()))))
	case reflect.Float64:
		v.SetFloat(math.Float64frombits(r.bits()))
	case reflect.Complex64, reflect.Complex128:
		re, im := math.Float64frombits(r.bits()), math.Float64frombits(r.bits())
		v.SetComplex(complex(re, im))
	case reflect.String:
		v.SetString(r.text())
	case reflect.Slice:
		r.slice(v, s)
	case reflect.Array:
		r.list(v, s)
	case reflect.Map:
		r.mapping(v, s)
	case reflect.Pointer:
		r.pointer(v, s)
	case reflect.Struct:
		r.structure(v, s)
	case reflect.Interface:
		r.iface(v, s)
	default:
		r.fail("a " + v.Type().String() + " cannot come from another process")
	}
}

// firstRoom is how many elements get room before one of them has been read.
const firstRoom = 1 << 12

func (r *Reader) slice(v reflect.Value, s Shape) {
	if v.Type().Elem().Kind() == reflect.Uint8 {
		v.SetBytes(r.bytes())
		return
	}
	u := r.uint()
	if u == 0 || r.err != nil {
		v.SetZero()
		return
	}
	n := u - 1
	if empty := v.Type().Elem().Size() == 0; !empty && n > uint64(len(r.buf)-r.pos) || n > math.MaxInt32 {
		r.short()
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), 0, int(min(n, firstRoom))))
	e := elem(s)
	for i := range int(n) {
		if i == v.Cap() {
			v.Grow(min(v.Cap(), int(n)-i))
		}
		v.SetLen(i + 1)
		if r.value(v.Index(i), e); r.err != nil {
			return
		}
	}
}

func (r *Reader) list(v reflect.Value, s Shape) {
	e := elem(s)
	for i := range v.Len() {
		r.value(v.Index(i), e)
	}
}

func (r *Reader) mapping(v reflect.Value, s Shape) {
	u := r.uint()
	if u == 0 || r.err != nil {
		v.SetZero()
		return
	}
	v.Set(reflect.MakeMap(v.Type()))
	k, e := key(s), elem(s)
	for n := u - 1; n > 0 && r.err == nil; n-- {
		at, x := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		r.value(at, k)
		r.value(x, e)
		if r.err == nil {
			v.SetMapIndex(at, x)
		}
		if before := r.pos; before == len(r.buf) && n > 1 && at.Type().Size() > 0 {
			r.short()
		}
	}
}

func (r *Reader) pointer(v reflect.Value, s Shape) {
	if o, ok := v.Interface().(sharedObject); ok {
		r.object(v, o)
		return
	}
	switch r.byte() {
	case pointerNil:
		v.SetZero()
	case pointerNew:
		p := reflect.New(v.Type().Elem())
		if v.Type().Elem().Size() > 0 {
			r.known = append(r.known, p)
		}
		v.Set(p.Convert(v.Type()))
		r.value(p.Elem(), elem(s))
	case pointerKnown:
		n := r.uint()
		if n >= uint64(len(r.known)) || !r.known[n].Type().ConvertibleTo(v.Type()) {
			r.fail("damaged: a pointer to nothing")
			return
		}
		v.Set(r.known[n].Convert(v.Type()))
	default:
		r.fail("damaged: no pointer")
	}
}

func (r *Reader) structure(v reflect.Value, s Shape) {
	t := v.Type()
	if marshals(t) {
		r.unmarshal(v)
		return
	}
	for i := range t.NumField() {
		if f := t.Field(i); !isBlank(f.Name) {
			r.value(reach(v.Field(i)), part(s, i))
		}
	}
}

func (r *Reader) unmarshal(v reflect.Value) {
	data := r.bytes()
	if r.err != nil {
		return
	}
	var err error
	switch m := v.Addr().Interface().(type) {
	case interface{ GobDecode([]byte) error }:
		err = m.GobDecode(data)
	case encoding.BinaryUnmarshaler:
		err = m.UnmarshalBinary(data)
	case encoding.TextUnmarshaler:
		err = m.UnmarshalText(data)
	}
	if err != nil {
		r.fail("damaged: " + err.Error())
	}
}

func (r *Reader) iface(v reflect.Value, s Shape) {
	if v.Type() == reflect.TypeFor[error]() {
		if err := r.error(); err != nil {
			v.Set(reflect.ValueOf(err))
		} else {
			v.SetZero()
		}
		return
	}
	if s == nil || s.Held() == nil {
		r.fail("what stands behind an interface cannot come from another process")
		return
	}
	x := reflect.New(s.Held()).Elem()
	if r.value(x, s); r.err != nil || x.IsNil() {
		v.SetZero()
		return
	}
	v.Set(x)
}
