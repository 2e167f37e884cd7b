package cross

import (
	"errors"
	"math"
	"strconv"
)

// MaxDepth is how deep values may be nested: a linked list may have that many elements. What reads or
// writes them calls itself as often, in the interpreter too, whose stack holds some 200,000 calls.
const MaxDepth = 50_000

// A Writer encodes values. It belongs to one goroutine.
type Writer struct {
	buf     []byte
	numbers map[any]int // of pointers
	depth   int
	name    string // of the variable being written
	err     error
}

// NewWriter returns an empty Writer.
func NewWriter() *Writer { return &Writer{} }

// Err returns the first error, which names the variable.
func (w *Writer) Err() error { return w.err }

// Encoded returns what has been written, without a seal. It is valid until the next write.
func (w *Writer) Encoded() []byte { return w.buf }

// Reset empties the Writer.
func (w *Writer) Reset() { *w = Writer{buf: w.buf[:0]} }

// Fail makes reason the Writer's error if it has none yet: "it holds a channel".
func (w *Writer) Fail(reason string) {
	if w.err == nil {
		w.err = failure(w.name, reason)
	}
}

func failure(name, reason string) error {
	if name != "" {
		reason = name + ": " + reason
	}
	return errors.New(reason)
}

// Append writes what another Writer has written.
func (w *Writer) Append(from *Writer) {
	if from.err != nil {
		w.Fail(from.err.Error())
	}
	if w.err == nil {
		w.buf = append(w.buf, from.buf...)
	}
}

// Var begins the variable of that name.
func (w *Writer) Var(name string) {
	w.name = name
	w.Text(name)
}

// Empty writes a value that has no content.
func (w *Writer) Empty() { w.byte(0) }

// Nil writes a nil pointer, slice, map or interface.
func (w *Writer) Nil() { w.byte(0) }

// Len begins a slice or map of n elements that is not nil.
func (w *Writer) Len(n int) { w.number(uint64(n) + 1) }

// Pointer begins what a pointer that is not nil points to. If it returns true, that comes next, and
// then Leave; otherwise it has been written before. p must have its own pointer type.
func (w *Writer) Pointer(p any) bool {
	if w.err != nil {
		return false
	}
	if n, ok := w.numbers[p]; ok {
		w.number(uint64(n) + 1)
		return false
	}
	if !w.Enter() {
		return false
	}
	if w.numbers == nil {
		w.numbers = map[any]int{}
	}
	w.numbers[p] = len(w.numbers) + 1
	w.number(1)
	return true
}

// Enter goes one level deeper. If it returns false that is too deep, and Leave is not called.
func (w *Writer) Enter() bool {
	if w.depth >= MaxDepth {
		w.Fail(tooDeep())
	}
	if w.err != nil {
		return false
	}
	w.depth++
	return true
}

// Leave ends what Enter, or Pointer with the result true, began.
func (w *Writer) Leave() { w.depth-- }

func tooDeep() string {
	return "it is nested more than " + strconv.Itoa(MaxDepth) + " deep, or contains itself"
}

func (w *Writer) Bool(v bool) {
	if v {
		w.byte(1)
	} else {
		w.byte(0)
	}
}

func (w *Writer) Int(v int)         { w.word(uint64(v)) }
func (w *Writer) Int8(v int8)       { w.byte(byte(v)) }
func (w *Writer) Int16(v int16)     { w.Uint16(uint16(v)) }
func (w *Writer) Int32(v int32)     { w.Uint32(uint32(v)) }
func (w *Writer) Int64(v int64)     { w.word(uint64(v)) }
func (w *Writer) Uint(v uint)       { w.word(uint64(v)) }
func (w *Writer) Uint8(v uint8)     { w.byte(v) }
func (w *Writer) Uint64(v uint64)   { w.word(v) }
func (w *Writer) Float32(v float32) { w.Uint32(math.Float32bits(v)) }
func (w *Writer) Float64(v float64) { w.word(math.Float64bits(v)) }

func (w *Writer) Uint16(v uint16) {
	if w.err == nil {
		w.buf = append(w.buf, byte(v), byte(v>>8))
	}
}

func (w *Writer) Uint32(v uint32) {
	if w.err == nil {
		w.buf = append(w.buf, byte(v), byte(v>>8), byte(v>>16), byte(v>>24))
	}
}

func (w *Writer) Complex64(v complex64) {
	w.Float32(real(v))
	w.Float32(imag(v))
}

func (w *Writer) Complex128(v complex128) {
	w.Float64(real(v))
	w.Float64(imag(v))
}

func (w *Writer) Text(v string) {
	if w.err == nil {
		w.number(uint64(len(v)))
		w.buf = append(w.buf, v...)
	}
}

// Marshal writes what a method such as time.Time.MarshalBinary, given as a method value, returns.
func (w *Writer) Marshal(method func() ([]byte, error)) {
	if w.err != nil {
		return
	}
	data, err := method()
	if err != nil {
		w.Fail(err.Error())
	}
	w.Bytes(data)
}

func (w *Writer) byte(v byte) {
	if w.err == nil {
		w.buf = append(w.buf, v)
	}
}

func (w *Writer) word(v uint64) {
	if w.err == nil {
		w.buf = append(w.buf, byte(v), byte(v>>8), byte(v>>16), byte(v>>24),
			byte(v>>32), byte(v>>40), byte(v>>48), byte(v>>56))
	}
}

// number writes v in 7 bits per byte, the lowest first; all but the last byte have the highest bit.
func (w *Writer) number(v uint64) {
	if w.err != nil {
		return
	}
	for ; v >= 0x80; v >>= 7 {
		w.buf = append(w.buf, byte(v)|0x80)
	}
	w.buf = append(w.buf, byte(v))
}
