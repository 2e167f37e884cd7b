package cross

import "math"

// The methods of this file carry slices of basic kinds at compiled speed, however slowly the caller
// runs. They cannot be generic: interpreted code could not call them.

func (w *Writer) Bools(v []bool)             { putSlice(w, v, w.Bool) }
func (w *Writer) Ints(v []int)               { put64(w, v) }
func (w *Writer) Int8s(v []int8)             { putSlice(w, v, w.Int8) }
func (w *Writer) Int16s(v []int16)           { putSlice(w, v, w.Int16) }
func (w *Writer) Int32s(v []int32)           { put32(w, v) }
func (w *Writer) Int64s(v []int64)           { put64(w, v) }
func (w *Writer) Uints(v []uint)             { put64(w, v) }
func (w *Writer) Uint16s(v []uint16)         { putSlice(w, v, w.Uint16) }
func (w *Writer) Uint32s(v []uint32)         { put32(w, v) }
func (w *Writer) Uint64s(v []uint64)         { put64(w, v) }
func (w *Writer) Float32s(v []float32)       { putSlice(w, v, w.Float32) }
func (w *Writer) Complex64s(v []complex64)   { putSlice(w, v, w.Complex64) }
func (w *Writer) Complex128s(v []complex128) { putSlice(w, v, w.Complex128) }
func (w *Writer) Texts(v []string)           { putSlice(w, v, w.Text) }

func (w *Writer) Float64s(v []float64) {
	for i, b := 0, w.block(v == nil, len(v), 8); i < len(v) && b != nil; i++ {
		store64(b[8*i:], math.Float64bits(v[i]))
	}
}

// Bytes writes a []byte, which is a []uint8.
func (w *Writer) Bytes(v []byte) { copy(w.block(v == nil, len(v), 1), v) }

func put64[T int | int64 | uint | uint64](w *Writer, s []T) {
	for i, b := 0, w.block(s == nil, len(s), 8); i < len(s) && b != nil; i++ {
		store64(b[8*i:], uint64(s[i]))
	}
}

func put32[T int32 | uint32](w *Writer, s []T) {
	for i, b := 0, w.block(s == nil, len(s), 4); i < len(s) && b != nil; i++ {
		store32(b[4*i:], uint32(s[i]))
	}
}

func putSlice[T any](w *Writer, s []T, put func(T)) {
	if s == nil {
		w.Nil()
		return
	}
	w.Len(len(s))
	for _, v := range s {
		put(v)
	}
}

// block begins a slice of n elements, and returns where they are to be stored, size bytes each; nil if
// there is nothing to store.
func (w *Writer) block(isNil bool, n, size int) []byte {
	if isNil {
		w.Nil()
		return nil
	}
	w.Len(n)
	if w.err != nil || n == 0 {
		return nil
	}
	from := len(w.buf)
	to := from + size*n
	if cap(w.buf) < to {
		w.buf = append(make([]byte, 0, max(to, 2*cap(w.buf))), w.buf...)
	}
	w.buf = w.buf[:to]
	return w.buf[from:to]
}

func store32(b []byte, v uint32) {
	_ = b[3]
	b[0], b[1], b[2], b[3] = byte(v), byte(v>>8), byte(v>>16), byte(v>>24)
}

func store64(b []byte, v uint64) {
	_ = b[7]
	b[0], b[1], b[2], b[3] = byte(v), byte(v>>8), byte(v>>16), byte(v>>24)
	b[4], b[5], b[6], b[7] = byte(v>>32), byte(v>>40), byte(v>>48), byte(v>>56)
}

func (r *Reader) Bools() []bool             { return getSlice(r, 1, r.Bool) }
func (r *Reader) Ints() []int               { return get64[int](r) }
func (r *Reader) Int8s() []int8             { return getSlice(r, 1, r.Int8) }
func (r *Reader) Int16s() []int16           { return getSlice(r, 2, r.Int16) }
func (r *Reader) Int32s() []int32           { return get32[int32](r) }
func (r *Reader) Int64s() []int64           { return get64[int64](r) }
func (r *Reader) Uints() []uint             { return get64[uint](r) }
func (r *Reader) Uint16s() []uint16         { return getSlice(r, 2, r.Uint16) }
func (r *Reader) Uint32s() []uint32         { return get32[uint32](r) }
func (r *Reader) Uint64s() []uint64         { return get64[uint64](r) }
func (r *Reader) Float32s() []float32       { return getSlice(r, 4, r.Float32) }
func (r *Reader) Complex64s() []complex64   { return getSlice(r, 8, r.Complex64) }
func (r *Reader) Complex128s() []complex128 { return getSlice(r, 16, r.Complex128) }
func (r *Reader) Texts() []string           { return getSlice(r, 1, r.Text) }

func (r *Reader) Float64s() []float64 {
	s, b := blockOf[float64](r, 8)
	for i := range s {
		s[i] = math.Float64frombits(load64(b[8*i:]))
	}
	return s
}

// Bytes reads a []byte.
func (r *Reader) Bytes() []byte {
	s, b := blockOf[byte](r, 1)
	copy(s, b)
	return s
}

func get64[T int | int64 | uint | uint64](r *Reader) []T {
	s, b := blockOf[T](r, 8)
	for i := range s {
		s[i] = T(load64(b[8*i:]))
	}
	return s
}

func get32[T int32 | uint32](r *Reader) []T {
	s, b := blockOf[T](r, 4)
	for i := range s {
		s[i] = T(load32(b[4*i:]))
	}
	return s
}

// getSlice reads elements of at least size bytes each.
func getSlice[T any](r *Reader, size int, get func() T) []T {
	n := r.elements(size)
	if n < 0 {
		return nil
	}
	s := make([]T, n)
	for i := range s {
		s[i] = get()
	}
	return s
}

// blockOf begins a slice and returns it, to be filled, with the bytes of its elements, size each.
func blockOf[T any](r *Reader, size int) ([]T, []byte) {
	n := r.elements(size)
	if n < 0 {
		return nil, nil
	}
	return make([]T, n), r.take(uint64(n) * uint64(size))
}

// elements is Len for elements of at least size bytes each.
func (r *Reader) elements(size int) int {
	n := r.Len()
	if n > len(r.buf)/size {
		r.Fail("it ends too early")
		return -1
	}
	return n
}
