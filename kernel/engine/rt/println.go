package rt

import (
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"
	"unsafe"
)

// words are the type and the data of an interface value.
type words [2]uintptr

// Words marks an argument of print or println whose static type is an interface: the builtins show
// its two words, not what it holds.
func Words(v any) any { return *(*words)(unsafe.Pointer(&v)) }

// Print is the builtin print.
func (r *RT) Print(args ...any) {
	var b strings.Builder
	for _, a := range args {
		b.WriteString(bare(a))
	}
	io.WriteString(r.hooks.Stderr, b.String())
}

// Println is the builtin println.
func (r *RT) Println(args ...any) {
	var b strings.Builder
	for i, a := range args {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(bare(a))
	}
	b.WriteByte('\n')
	io.WriteString(r.hooks.Stderr, b.String())
}

// bare is how the run time prints a value: by its kind, no method is called.
func bare(arg any) string {
	if w, ok := arg.(words); ok {
		return fmt.Sprintf("(%#x,%#x)", w[0], w[1])
	}
	if b, ok := arg.(boxed); ok {
		arg = b.Boxed().V
	}
	v := reflect.ValueOf(arg)
	switch v.Kind() {
	case reflect.Bool:
		return strconv.FormatBool(v.Bool())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return strconv.FormatInt(v.Int(), 10)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return strconv.FormatUint(v.Uint(), 10)
	case reflect.Float32:
		return strconv.FormatFloat(v.Float(), 'g', -1, 32)
	case reflect.Float64:
		return strconv.FormatFloat(v.Float(), 'g', -1, 64)
	case reflect.Complex64:
		return strconv.FormatComplex(v.Complex(), 'g', -1, 64)
	case reflect.Complex128:
		return strconv.FormatComplex(v.Complex(), 'g', -1, 128)
	case reflect.String:
		return v.String()
	case reflect.Slice:
		return fmt.Sprintf("[%d/%d]%#x", v.Len(), v.Cap(), v.Pointer())
	case reflect.Pointer, reflect.Map, reflect.Chan, reflect.Func, reflect.UnsafePointer:
		return fmt.Sprintf("%#x", v.Pointer())
	}
	return fmt.Sprint(arg) // the type checker lets nothing else through
}
