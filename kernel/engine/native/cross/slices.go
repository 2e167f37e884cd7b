package cross

// The methods of this file carry slices of basic kinds at compiled speed, however slowly the caller
// runs. They cannot be generic: interpreted code could not call them.

func (w *Writer) Bools(v []bool)             { putSlice(w, v, 1, w.Bool) }
func (w *Writer) Ints(v []int)               { putSlice(w, v, 8, w.Int) }
func (w *Writer) Int8s(v []int8)             { putSlice(w, v, 1, w.Int8) }
func (w *Writer) Int16s(v []int16)           { putSlice(w, v, 2, w.Int16) }
func (w *Writer) Int32s(v []int32)           { putSlice(w, v, 4, w.Int32) }
func (w *Writer) Int64s(v []int64)           { putSlice(w, v, 8, w.Int64) }
func (w *Writer) Uints(v []uint)             { putSlice(w, v, 8, w.Uint) }
func (w *Writer) Uint16s(v []uint16)         { putSlice(w, v, 2, w.Uint16) }
func (w *Writer) Uint32s(v []uint32)         { putSlice(w, v, 4, w.Uint32) }
func (w *Writer) Uint64s(v []uint64)         { putSlice(w, v, 8, w.Uint64) }
func (w *Writer) Float32s(v []float32)       { putSlice(w, v, 4, w.Float32) }
func (w *Writer) Float64s(v []float64)       { putSlice(w, v, 8, w.Float64) }
func (w *Writer) Complex64s(v []complex64)   { putSlice(w, v, 8, w.Complex64) }
func (w *Writer) Complex128s(v []complex128) { putSlice(w, v, 16, w.Complex128) }
func (w *Writer) Texts(v []string)           { putSlice(w, v, 2, w.Text) }

// Bytes writes a []byte, which is a []uint8.
func (w *Writer) Bytes(v []byte) {
	if v == nil {
		w.Nil()
		return
	}
	w.Len(len(v))
	if w.err == nil {
		w.buf = append(w.buf, v...)
	}
}

func putSlice[T any](w *Writer, s []T, size int, put func(T)) {
	if s == nil {
		w.Nil()
		return
	}
	w.grow(10 + size*len(s))
	w.Len(len(s))
	for _, v := range s {
		put(v)
	}
}

// grow makes room for n more bytes.
func (w *Writer) grow(n int) {
	if w.err == nil && cap(w.buf)-len(w.buf) < n {
		w.buf = append(make([]byte, 0, 2*cap(w.buf)+n), w.buf...)
	}
}

func (r *Reader) Bools() []bool             { return getSlice(r, 1, r.Bool) }
func (r *Reader) Ints() []int               { return getSlice(r, 8, r.Int) }
func (r *Reader) Int8s() []int8             { return getSlice(r, 1, r.Int8) }
func (r *Reader) Int16s() []int16           { return getSlice(r, 2, r.Int16) }
func (r *Reader) Int32s() []int32           { return getSlice(r, 4, r.Int32) }
func (r *Reader) Int64s() []int64           { return getSlice(r, 8, r.Int64) }
func (r *Reader) Uints() []uint             { return getSlice(r, 8, r.Uint) }
func (r *Reader) Uint16s() []uint16         { return getSlice(r, 2, r.Uint16) }
func (r *Reader) Uint32s() []uint32         { return getSlice(r, 4, r.Uint32) }
func (r *Reader) Uint64s() []uint64         { return getSlice(r, 8, r.Uint64) }
func (r *Reader) Float32s() []float32       { return getSlice(r, 4, r.Float32) }
func (r *Reader) Float64s() []float64       { return getSlice(r, 8, r.Float64) }
func (r *Reader) Complex64s() []complex64   { return getSlice(r, 8, r.Complex64) }
func (r *Reader) Complex128s() []complex128 { return getSlice(r, 16, r.Complex128) }
func (r *Reader) Texts() []string           { return getSlice(r, 1, r.Text) }

// Bytes reads a []byte.
func (r *Reader) Bytes() []byte {
	n := r.Len()
	if n < 0 {
		return nil
	}
	b := make([]byte, n)
	copy(b, r.take(uint64(n)))
	return b
}

// getSlice reads elements of at least size bytes each.
func getSlice[T any](r *Reader, size int, get func() T) []T {
	n := r.Len()
	if n > 0 && n > len(r.buf)/size {
		r.Fail("it ends too early")
		n = -1
	}
	if n < 0 {
		return nil
	}
	s := make([]T, n)
	for i := range s {
		s[i] = get()
	}
	return s
}
