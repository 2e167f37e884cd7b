package slice

import (
	gc "go/constant"
	"go/types"
	"strconv"
)

// constant is the value of a constant as an expression that has its kind.
func constant(c *types.Const) string {
	text := value(c.Val())
	switch b, _ := c.Type().(*types.Basic); {
	case b == nil:
	case b.Kind() == types.UntypedRune:
		return `'\x00' + ` + text
	case b.Kind() == types.UntypedFloat:
		return "0.0 + " + text
	case b.Kind() == types.UntypedComplex:
		return "0i + " + text
	}
	return text
}

// value writes a constant exactly, without names.
func value(v gc.Value) string {
	switch v.Kind() {
	case gc.Bool:
		if gc.BoolVal(v) {
			return "(0 == 0)"
		}
		return "(0 == 1)"
	case gc.String:
		return strconv.Quote(gc.StringVal(v))
	case gc.Complex:
		return "(" + value(gc.Real(v)) + " + " + value(gc.Imag(v)) + " * 1i)"
	case gc.Float:
		num, denom := gc.Num(v), gc.Denom(v)
		if num.Kind() != gc.Int || denom.Kind() != gc.Int {
			return "(" + v.ExactString() + ")" // too large for a fraction: in hexadecimal
		}
		return "(" + num.ExactString() + ".0 / " + denom.ExactString() + ".0)"
	}
	if gc.Sign(v) < 0 {
		return "(" + v.ExactString() + ")"
	}
	return v.ExactString()
}
