package cross

import (
	"math"
	"strconv"
)

// A Reader decodes what a Writer has written. It belongs to one goroutine. It reads anything without
// panicking, and what it allocates is bounded by the length of its input.
type Reader struct {
	buf   []byte
	known []any // what Keep was given
	depth int
	name  string // of the variable being read
	err   error
}

// NewReader returns a Reader of what Writer.Encoded returned, which must not change.
func NewReader(encoded []byte) *Reader { return &Reader{buf: encoded} }

// Err returns the first error, which names the variable.
func (r *Reader) Err() error { return r.err }

// Fail makes reason the Reader's error if it has none yet, and ends its input.
func (r *Reader) Fail(reason string) {
	if r.err == nil {
		r.err = failure(r.name, "damaged input: "+reason)
	}
	r.buf = nil
}

// End returns the first error, which may be that there is more input.
func (r *Reader) End() error {
	if len(r.buf) > 0 {
		r.name = ""
		r.Fail(strconv.Itoa(len(r.buf)) + " bytes too many")
	}
	return r.err
}

// Rest moves what is left to a Reader that stays valid when this one does not.
func (r *Reader) Rest() *Reader {
	rest := &Reader{buf: append([]byte(nil), r.buf...), err: r.err}
	r.buf = nil
	return rest
}

// Var begins the variable of that name, which must be the next.
func (r *Reader) Var(name string) {
	r.name = ""
	if got := r.Text(); got != name {
		r.Fail("variable " + name + " was expected")
	}
	r.name = name
}

// Empty reads a value that has no content.
func (r *Reader) Empty() {
	if r.Uint8() != 0 {
		r.Fail("a value with content")
	}
}

// Len begins a slice or map and returns its length, or -1 for nil.
func (r *Reader) Len() int {
	n := r.number()
	if n > uint64(len(r.buf))+1 {
		r.Fail("a length of " + strconv.FormatUint(n-1, 10))
	}
	if r.err != nil {
		return -1
	}
	return int(n) - 1
}

// Pointer begins a pointer: first is true if what it points to comes next, for which Keep and Leave are
// to be called. Otherwise id is 0 for nil, or that of a pointer that was kept before.
func (r *Reader) Pointer() (id int, first bool) {
	n := r.number()
	switch {
	case r.err != nil || n == 0:
		return 0, false
	case n > 1 && n-2 < uint64(len(r.known)):
		return int(n - 1), false
	case n > 1:
		r.Fail("a pointer that is not known")
		return 0, false
	case !r.Enter():
		return 0, false
	}
	r.known = append(r.known, nil)
	return len(r.known), true
}

// Keep makes p what Known returns for id.
func (r *Reader) Keep(id int, p any) {
	if id >= 1 && id <= len(r.known) {
		r.known[id-1] = p
	}
}

// Known returns what was kept for id, nil for 0. Its type is not sure to be the expected one.
func (r *Reader) Known(id int) any {
	if id >= 1 && id <= len(r.known) {
		return r.known[id-1]
	}
	return nil
}

// Enter goes one level deeper. If it returns false that is too deep, and Leave is not called.
func (r *Reader) Enter() bool {
	if r.depth >= MaxDepth {
		r.Fail(tooDeep())
	}
	if r.err != nil {
		return false
	}
	r.depth++
	return true
}

// Leave ends what Enter, or Pointer with the result true, began.
func (r *Reader) Leave() { r.depth-- }

func (r *Reader) Bool() bool {
	v := r.Uint8()
	if v > 1 {
		r.Fail("a bool of another value")
	}
	return v == 1
}

func (r *Reader) Int() int         { return int(r.word()) }
func (r *Reader) Int8() int8       { return int8(r.Uint8()) }
func (r *Reader) Int16() int16     { return int16(r.Uint16()) }
func (r *Reader) Int32() int32     { return int32(r.Uint32()) }
func (r *Reader) Int64() int64     { return int64(r.word()) }
func (r *Reader) Uint() uint       { return uint(r.word()) }
func (r *Reader) Uint64() uint64   { return r.word() }
func (r *Reader) Float32() float32 { return math.Float32frombits(r.Uint32()) }
func (r *Reader) Float64() float64 { return math.Float64frombits(r.word()) }

func (r *Reader) Uint8() uint8 {
	if b := r.take(1); b != nil {
		return b[0]
	}
	return 0
}

func (r *Reader) Uint16() uint16 {
	if b := r.take(2); b != nil {
		return uint16(b[0]) | uint16(b[1])<<8
	}
	return 0
}

func (r *Reader) Uint32() uint32 {
	if b := r.take(4); b != nil {
		return load32(b)
	}
	return 0
}

func (r *Reader) Complex64() complex64 {
	re := r.Float32()
	return complex(re, r.Float32())
}

func (r *Reader) Complex128() complex128 {
	re := r.Float64()
	return complex(re, r.Float64())
}

func (r *Reader) Text() string { return string(r.take(r.number())) }

// Unmarshal hands what Writer.Marshal has written to a method such as time.Time.UnmarshalBinary, given as
// a method value.
func (r *Reader) Unmarshal(method func([]byte) error) {
	data := r.Bytes()
	if r.err != nil {
		return
	}
	if err := method(data); err != nil {
		r.Fail(err.Error())
	}
}

// take returns the next n bytes, nil if there are not as many.
func (r *Reader) take(n uint64) []byte {
	if n > uint64(len(r.buf)) {
		r.Fail("it ends too early")
		return nil
	}
	b := r.buf[:n:n]
	r.buf = r.buf[n:]
	return b
}

func (r *Reader) word() uint64 {
	if b := r.take(8); b != nil {
		return load64(b)
	}
	return 0
}

func (r *Reader) number() uint64 {
	var v uint64
	for shift := 0; shift < 64; shift += 7 {
		b := r.Uint8()
		if shift == 63 && b > 1 {
			break
		}
		v |= uint64(b&0x7f) << shift
		if b < 0x80 {
			return v
		}
	}
	r.Fail("a number of more than 64 bits")
	return 0
}

func load32(b []byte) uint32 {
	_ = b[3]
	return uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 | uint32(b[3])<<24
}

func load64(b []byte) uint64 {
	_ = b[7]
	return uint64(load32(b)) | uint64(load32(b[4:]))<<32
}
