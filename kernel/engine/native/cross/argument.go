package cross

import "fmt"

// Argument writes v as the method for its type does. It is for callers that save calls: what it takes are
// values of predeclared basic types, slices of them, and the maps that have a method.
func (w *Writer) Argument(v any) {
	switch v := v.(type) {
	case bool:
		w.Bool(v)
	case int:
		w.Int(v)
	case int8:
		w.Int8(v)
	case int16:
		w.Int16(v)
	case int32:
		w.Int32(v)
	case int64:
		w.Int64(v)
	case uint:
		w.Uint(v)
	case uint8:
		w.Uint8(v)
	case uint16:
		w.Uint16(v)
	case uint32:
		w.Uint32(v)
	case uint64:
		w.Uint64(v)
	case float32:
		w.Float32(v)
	case float64:
		w.Float64(v)
	case complex64:
		w.Complex64(v)
	case complex128:
		w.Complex128(v)
	case string:
		w.Text(v)
	case []byte:
		w.Bytes(v)
	case []bool:
		w.Bools(v)
	case []int:
		w.Ints(v)
	case []int8:
		w.Int8s(v)
	case []int16:
		w.Int16s(v)
	case []int32:
		w.Int32s(v)
	case []int64:
		w.Int64s(v)
	case []uint:
		w.Uints(v)
	case []uint16:
		w.Uint16s(v)
	case []uint32:
		w.Uint32s(v)
	case []uint64:
		w.Uint64s(v)
	case []float32:
		w.Float32s(v)
	case []float64:
		w.Float64s(v)
	case []complex64:
		w.Complex64s(v)
	case []complex128:
		w.Complex128s(v)
	case []string:
		w.Texts(v)
	default:
		w.argumentMap(v)
	}
}

func (w *Writer) argumentMap(v any) {
	switch v := v.(type) {
	case map[string]string:
		w.MapTextText(v)
	case map[string]int:
		w.MapTextInt(v)
	case map[string]float64:
		w.MapTextFloat64(v)
	case map[string]bool:
		w.MapTextBool(v)
	case map[int]string:
		w.MapIntText(v)
	case map[int]int:
		w.MapIntInt(v)
	case map[int]float64:
		w.MapIntFloat64(v)
	case map[int]bool:
		w.MapIntBool(v)
	case map[int32]string:
		w.MapInt32Text(v)
	case map[int32]int:
		w.MapInt32Int(v)
	case map[int32]float64:
		w.MapInt32Float64(v)
	case map[int32]bool:
		w.MapInt32Bool(v)
	default:
		w.Fail(fmt.Sprintf("a value of type %T has no method of its own", v))
	}
}
