package run

import (
	"fmt"
	"reflect"
	"runtime/debug"
	"strconv"
	"strings"
	"unsafe"
)

// A Panic is a panic of the function.
type Panic struct {
	Text  string // the value as a crash prints it, behind "panic: "
	Type  string // its type
	Stack string
}

// newPanic is called by the deferred function that recovered p.
func newPanic(p any) *Panic {
	return &Panic{Text: panicText(p), Type: fmt.Sprintf("%T", p), Stack: string(debug.Stack())}
}

// panicText is the value of a panic as the run time prints it when nobody recovers.
func panicText(p any) (s string) {
	defer func() {
		if recover() != nil {
			s = fmt.Sprintf("(%T), whose own text panics", p) // where the run time gives up
		}
	}()
	switch p := p.(type) {
	case error:
		return indented(p.Error())
	case fmt.Stringer:
		return indented(p.String())
	}
	v := reflect.ValueOf(p)
	basic, ok := basicText(v)
	switch {
	case !ok:
		return fmt.Sprintf("(%T) %p", p, (*[2]unsafe.Pointer)(unsafe.Pointer(&p))[1])
	case v.Type().PkgPath() == "":
		return basic
	case v.Kind() == reflect.String:
		return fmt.Sprintf(`%T("%s")`, p, basic)
	case v.Kind() == reflect.Complex64 || v.Kind() == reflect.Complex128:
		return fmt.Sprintf("%T%s", p, basic)
	}
	return fmt.Sprintf("%T(%s)", p, basic)
}

// basicText prints a value of a basic kind.
func basicText(v reflect.Value) (s string, ok bool) {
	switch {
	case v.Kind() == reflect.String:
		return indented(v.String()), true
	case v.Kind() == reflect.Bool:
		return strconv.FormatBool(v.Bool()), true
	case v.CanInt():
		return strconv.FormatInt(v.Int(), 10), true
	case v.CanUint():
		return strconv.FormatUint(v.Uint(), 10), true
	case v.CanFloat():
		return strconv.FormatFloat(v.Float(), 'g', -1, v.Type().Bits()), true
	case v.CanComplex():
		return strconv.FormatComplex(v.Complex(), 'g', -1, v.Type().Bits()), true
	}
	return "", false
}

// indented puts a tab at the beginning of every line but the first.
func indented(s string) string { return strings.ReplaceAll(s, "\n", "\n\t") }
