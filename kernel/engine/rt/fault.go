package rt

import (
	"fmt"
	"reflect"
	"runtime"
	"strings"
)

// reflectFaults are the interpreter's panics (it works through reflect) and what Go says instead.
var reflectFaults = [...]struct{ has, want string }{
	{"slice index out of range", "index out of range"},
	{"array index out of range", "index out of range"},
	{"string index out of range", "index out of range"},
	{"slice bounds out of range", "slice bounds out of range"},
	{"slice index out of bounds", "slice bounds out of range"},
	{"string slice index out of bounds", "slice bounds out of range"},
	{"on zero Value", nilPointer},
	{"using zero Value", nilPointer},
	{"on nil pointer", nilPointer},
	{"on nil interface value", nilPointer},
	{"call of nil function", nilPointer},
	{"Method on nil interface value", nilPointer},
	{"reflect.Value.Grow: slice overflow", "growslice: len out of range"},
	{"reflect.MakeSlice: negative len", "makeslice: len out of range"},
	{"reflect.MakeSlice: negative cap", "makeslice: cap out of range"},
	{"reflect.MakeSlice: len > cap", "makeslice: cap out of range"},
}

const nilPointer = "invalid memory address or nil pointer dereference"

// Fault returns the panic value v as compiled Go would have raised it: the interpreter's own faults
// become a runtime.Error with Go's text, everything else stays as it is.
func Fault(v any) any {
	text := ""
	switch x := v.(type) {
	case raised:
		return x.value
	case boxed: // a learner's method is not called before its time
		return v
	case runtime.Error:
		if x.Error() == "runtime: allocation size out of range" { // of package reflect
			return runtimeError("makeslice: len out of range")
		}
		return v
	case string:
		text = x
	case *reflect.ValueError:
		text = x.Error()
	default:
		return v
	}
	if !strings.Contains(text, "reflect") {
		return v
	}
	if strings.Contains(text, "reflect.MakeChan: negative buffer size") {
		return plainError("makechan: size out of range")
	}
	for _, f := range reflectFaults {
		if strings.Contains(text, f.has) {
			return runtimeError(f.want)
		}
	}
	return v
}

// Panic is the builtin panic.
func Panic(v any) {
	if v == nil {
		v = new(runtime.PanicNilError)
	}
	panic(raise(v))
}

// BadIndex raises the panic of an index i that is outside of length n.
func BadIndex(i, n int) { _ = make([]struct{}, n)[i] }

// BadUnsigned is BadIndex for an index of an unsigned type.
func BadUnsigned(i uint64, n int) { _ = make([]struct{}, n)[i] }

// BadSlice raises the panic of s[i:j] or, without a high index, s[i:], for a length of n and a
// capacity of c.
func BadSlice(i, j int, hasHigh bool, n, c int, isString bool) {
	switch {
	case isString && hasHigh:
		_ = text(n)[i:j]
	case isString:
		_ = text(n)[i:]
	case hasHigh:
		_ = make([]struct{}, n, c)[i:j]
	default:
		_ = make([]struct{}, n, c)[i:]
	}
}

// BadSlice3 raises the panic of s[i:j:k] for a capacity of c. An array, which is fixed, has a length.
func BadSlice3(i, j, k, c int, fixed bool) {
	if fixed && k > c {
		panic(runtimeError(fmt.Sprintf("slice bounds out of range [::%d] with length %d", k, c)))
	}
	_ = make([]struct{}, c)[i:j:k]
}

// BadMake raises the panic of a make of a slice with length n and capacity c, one of which is negative
// or more than limit.
func BadMake(n, c, limit int) {
	if n < 0 || n > limit {
		panic(runtimeError("makeslice: len out of range"))
	}
	panic(runtimeError("makeslice: cap out of range"))
}

// BadShift raises the panic of a negative shift count.
func BadShift() { panic(runtimeError("negative shift amount")) }

// NilGo ends the program, as a go statement does that calls nil: nothing can recover that.
func (r *RT) NilGo() { r.hooks.Fatal("go of nil func value") }

// text is a string of n bytes.
func text(n int) string { return string(make([]byte, n)) }

// BadYield raises the panic of a range function that goes on although the loop's body has returned
// false (1), runs or has panicked (2), or the whole loop has ended (3).
func BadYield(state int) {
	after := [...]string{1: "function for loop body returned false", 2: "loop body panic", 3: "whole loop exit"}[state]
	panic(runtimeError("range function continued iteration after " + after))
}

// NoRangePanic raises the panic of a range function that recovered the panic of a loop's body and returned.
func NoRangePanic() {
	panic(runtimeError("range function recovered a loop body panic and did not resume panicking"))
}

// PanicText is what a crash prints after "panic: " for the value v (printpanicval in runtime/error.go),
// except that structs, slices and pointers are shown rather than their addresses.
func PanicText(v any) string {
	return strings.ReplaceAll(panicText(Fault(v)), "\n", "\n\t")
}

func panicText(v any) (text string) {
	defer func() {
		if recover() != nil {
			text = "(its own method panicked)"
		}
	}()
	return printed(v)
}

// printed is panicText, or the panic of the value's own method.
func printed(v any) string {
	switch x := v.(type) {
	case nil:
		return "nil"
	case error:
		return x.Error()
	case fmt.Stringer:
		return x.String()
	case string:
		return x
	case boxed:
		return boxPanicText(x.Boxed())
	}
	switch t := reflect.TypeOf(v); t.Kind() {
	case reflect.String:
		return fmt.Sprintf("%s(\"%s\")", t, v)
	case reflect.Bool, reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr,
		reflect.Float32, reflect.Float64, reflect.Complex64, reflect.Complex128:
		if t.PkgPath() != "" {
			return fmt.Sprintf("%s(%v)", t, v)
		}
		return bare(v)
	}
	return fmt.Sprintf("(%T) %+v", v, v)
}

func boxPanicText(b B) string {
	if f, ok := method[func(any) string](b.T, "String"); ok {
		return f(b.V)
	}
	switch b.T.Kind {
	case "string":
		return fmt.Sprintf("%s(\"%s\")", b.T.Name, b.V)
	case "struct", "ptr", "slice", "array", "map", "chan", "func", "interface":
		return fmt.Sprintf("(%s) %+v", b.T.Name, b)
	}
	return b.T.Name + "(" + bare(b.V) + ")"
}
