package cross

// The types that Basic writes; their numbers are on the wire.
const (
	basicBool = 1 + iota
	basicInt
	basicInt8
	basicInt16
	basicInt32
	basicInt64
	basicUint
	basicUint8
	basicUint16
	basicUint32
	basicUint64
	basicFloat32
	basicFloat64
	basicComplex64
	basicComplex128
	basicText
)

// Basic writes a value of a predeclared basic type together with its type, and returns false, having
// written nothing, if v is of another.
func (w *Writer) Basic(v any) bool {
	switch v := v.(type) {
	case bool:
		w.byte(basicBool)
		w.Bool(v)
	case int:
		w.byte(basicInt)
		w.Int(v)
	case int8:
		w.byte(basicInt8)
		w.Int8(v)
	case int16:
		w.byte(basicInt16)
		w.Int16(v)
	case int32:
		w.byte(basicInt32)
		w.Int32(v)
	case int64:
		w.byte(basicInt64)
		w.Int64(v)
	case uint:
		w.byte(basicUint)
		w.Uint(v)
	case uint8:
		w.byte(basicUint8)
		w.Uint8(v)
	case uint16:
		w.byte(basicUint16)
		w.Uint16(v)
	case uint32:
		w.byte(basicUint32)
		w.Uint32(v)
	case uint64:
		w.byte(basicUint64)
		w.Uint64(v)
	case float32:
		w.byte(basicFloat32)
		w.Float32(v)
	case float64:
		w.byte(basicFloat64)
		w.Float64(v)
	case complex64:
		w.byte(basicComplex64)
		w.Complex64(v)
	case complex128:
		w.byte(basicComplex128)
		w.Complex128(v)
	case string:
		w.byte(basicText)
		w.Text(v)
	default:
		return false
	}
	return true
}

// Basic reads a value that Basic has written.
func (r *Reader) Basic() any { return r.basic(r.Uint8()) }

func (r *Reader) basic(kind uint8) any {
	switch kind {
	case basicBool:
		return r.Bool()
	case basicInt:
		return r.Int()
	case basicInt8:
		return r.Int8()
	case basicInt16:
		return r.Int16()
	case basicInt32:
		return r.Int32()
	case basicInt64:
		return r.Int64()
	case basicUint:
		return r.Uint()
	case basicUint8:
		return r.Uint8()
	case basicUint16:
		return r.Uint16()
	case basicUint32:
		return r.Uint32()
	case basicUint64:
		return r.Uint64()
	case basicFloat32:
		return r.Float32()
	case basicFloat64:
		return r.Float64()
	case basicComplex64:
		return r.Complex64()
	case basicComplex128:
		return r.Complex128()
	case basicText:
		return r.Text()
	}
	r.Fail("a value of an unknown type")
	return nil
}
