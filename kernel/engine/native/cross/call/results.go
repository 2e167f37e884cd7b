package call

import "weft/kernel/engine/native/cross"

// The functions of this file call the function of a number with arguments that [cross.Writer.Argument] takes,
// and return its one result. They cannot be generic: interpreted code could not call them.

// Nothing calls a function without results.
func Nothing(w Worker, function int, args ...any) {
	w.Call(function, arguments(args), func(*cross.Reader) {})
}

func Bool(w Worker, function int, args ...any) bool {
	return value(w, function, args, (*cross.Reader).Bool)
}

func Int(w Worker, function int, args ...any) int {
	return value(w, function, args, (*cross.Reader).Int)
}

func Int8(w Worker, function int, args ...any) int8 {
	return value(w, function, args, (*cross.Reader).Int8)
}

func Int16(w Worker, function int, args ...any) int16 {
	return value(w, function, args, (*cross.Reader).Int16)
}

func Int32(w Worker, function int, args ...any) int32 {
	return value(w, function, args, (*cross.Reader).Int32)
}

func Int64(w Worker, function int, args ...any) int64 {
	return value(w, function, args, (*cross.Reader).Int64)
}

func Uint(w Worker, function int, args ...any) uint {
	return value(w, function, args, (*cross.Reader).Uint)
}

func Uint8(w Worker, function int, args ...any) uint8 {
	return value(w, function, args, (*cross.Reader).Uint8)
}

func Uint16(w Worker, function int, args ...any) uint16 {
	return value(w, function, args, (*cross.Reader).Uint16)
}

func Uint32(w Worker, function int, args ...any) uint32 {
	return value(w, function, args, (*cross.Reader).Uint32)
}

func Uint64(w Worker, function int, args ...any) uint64 {
	return value(w, function, args, (*cross.Reader).Uint64)
}

func Float32(w Worker, function int, args ...any) float32 {
	return value(w, function, args, (*cross.Reader).Float32)
}

func Float64(w Worker, function int, args ...any) float64 {
	return value(w, function, args, (*cross.Reader).Float64)
}

func Complex64(w Worker, function int, args ...any) complex64 {
	return value(w, function, args, (*cross.Reader).Complex64)
}

func Complex128(w Worker, function int, args ...any) complex128 {
	return value(w, function, args, (*cross.Reader).Complex128)
}

func Text(w Worker, function int, args ...any) string {
	return value(w, function, args, (*cross.Reader).Text)
}

func ErrorValue(w Worker, function int, args ...any) error {
	return value(w, function, args, (*cross.Reader).ErrorValue)
}

func Bytes(w Worker, function int, args ...any) []byte {
	return value(w, function, args, (*cross.Reader).Bytes)
}

func Bools(w Worker, function int, args ...any) []bool {
	return value(w, function, args, (*cross.Reader).Bools)
}

func Ints(w Worker, function int, args ...any) []int {
	return value(w, function, args, (*cross.Reader).Ints)
}

func Int8s(w Worker, function int, args ...any) []int8 {
	return value(w, function, args, (*cross.Reader).Int8s)
}

func Int16s(w Worker, function int, args ...any) []int16 {
	return value(w, function, args, (*cross.Reader).Int16s)
}

func Int32s(w Worker, function int, args ...any) []int32 {
	return value(w, function, args, (*cross.Reader).Int32s)
}

func Int64s(w Worker, function int, args ...any) []int64 {
	return value(w, function, args, (*cross.Reader).Int64s)
}

func Uints(w Worker, function int, args ...any) []uint {
	return value(w, function, args, (*cross.Reader).Uints)
}

func Uint16s(w Worker, function int, args ...any) []uint16 {
	return value(w, function, args, (*cross.Reader).Uint16s)
}

func Uint32s(w Worker, function int, args ...any) []uint32 {
	return value(w, function, args, (*cross.Reader).Uint32s)
}

func Uint64s(w Worker, function int, args ...any) []uint64 {
	return value(w, function, args, (*cross.Reader).Uint64s)
}

func Float32s(w Worker, function int, args ...any) []float32 {
	return value(w, function, args, (*cross.Reader).Float32s)
}

func Float64s(w Worker, function int, args ...any) []float64 {
	return value(w, function, args, (*cross.Reader).Float64s)
}

func Complex64s(w Worker, function int, args ...any) []complex64 {
	return value(w, function, args, (*cross.Reader).Complex64s)
}

func Complex128s(w Worker, function int, args ...any) []complex128 {
	return value(w, function, args, (*cross.Reader).Complex128s)
}

func Texts(w Worker, function int, args ...any) []string {
	return value(w, function, args, (*cross.Reader).Texts)
}

func value[T any](w Worker, function int, args []any, read func(*cross.Reader) T) (v T) {
	w.Call(function, arguments(args), func(r *cross.Reader) { v = read(r) })
	return v
}
