package interp

import (
	"fmt"
	"reflect"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"

	"weft/kernel/engine/pipe"
	"weft/kernel/engine/rt"
)

// panicked reports the panic v that reached the top of the calling goroutine, which is the cell's own
// or one that it started, and stops the rest of a running cell, as a program would end.
func (s *session) panicked(c *cell, v any, goroutine bool) {
	v = plain(v)
	s.link.send(&pipe.Panic{
		Cell:      c.number,
		Message:   "panic: " + panicText(rt.Fault(v)),
		Goroutine: goroutine,
		Frames:    s.traces.take(v),
		Stack:     string(debug.Stack()),
	})
	if !c.finished() {
		s.stopCell(c, pipe.Panicked, 0)
	}
}

// plain unwraps what the interpreter's own panic statement raises.
func plain(v any) any {
	r, ok := v.(reflect.Value)
	switch {
	case !ok:
		return v
	case !r.IsValid() || !r.CanInterface():
		return nil
	}
	return r.Interface()
}

// panicText is what the run time prints of a panic's value (printpanicval in runtime/error.go),
// except that structs, slices and pointers are shown rather than their addresses.
func panicText(v any) string {
	switch x := v.(type) {
	case nil:
		return "nil"
	case error:
		return indented(safely(x.Error))
	case fmt.Stringer:
		return indented(safely(x.String))
	case string:
		return indented(x)
	}
	r := reflect.ValueOf(v)
	text := ""
	switch r.Kind() {
	case reflect.String:
		return r.Type().String() + `("` + indented(r.String()) + `")`
	case reflect.Float32, reflect.Float64:
		text = float(r.Float())
	case reflect.Complex64, reflect.Complex128:
		text = "(" + float(real(r.Complex())) + float(imag(r.Complex())) + "i)"
		if r.Type().PkgPath() != "" {
			return r.Type().String() + text
		}
		return text
	case reflect.Bool, reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		text = fmt.Sprint(v)
	default:
		return indented(fmt.Sprintf("(%T) %+v", v, v))
	}
	if r.Type().PkgPath() != "" {
		return r.Type().String() + "(" + text + ")"
	}
	return text
}

// safely calls a method of a learner's error, which can panic itself.
func safely(method func() string) (text string) {
	defer func() {
		if recover() != nil {
			text = "(its own method panicked)"
		}
	}()
	return method()
}

func indented(text string) string { return strings.ReplaceAll(text, "\n", "\n\t") }

// float prints as the run time does: +1.500000e+000.
func float(x float64) string {
	text := fmt.Sprintf("%+e", x)
	mantissa, exponent, ok := strings.Cut(text, "e")
	if !ok {
		return text // NaN, +Inf, -Inf
	}
	return mantissa + "e" + exponent[:1] + strings.Repeat("0", max(0, 4-len(exponent))) + exponent[1:]
}

// goroutine returns the calling goroutine's number, which only a trace tells.
func goroutine() int64 {
	var buf [64]byte
	text, _ := strings.CutPrefix(string(buf[:runtime.Stack(buf[:], false)]), "goroutine ")
	number, _, _ := strings.Cut(text, " ")
	n, _ := strconv.ParseInt(number, 10, 64)
	return n
}
