package rt

import (
	"fmt"
	"io"
	"reflect"
	"slices"
)

// The functions of package fmt that put a space between operands when neither is a string. They ask for the
// kind of an operand's type, which for a box is that of a struct.

// FmtPrint is fmt.Print with boxes.
func (r *RT) FmtPrint(args ...any) (int, error) { return Fprint(r.hooks.Stdout, args...) }

// Fprint is fmt.Fprint with boxes.
func Fprint(w io.Writer, args ...any) (int, error) {
	if slices.ContainsFunc(args, isBoxedText) {
		return w.Write(Append(nil, args...))
	}
	return fmt.Fprint(w, args...)
}

// Sprint is fmt.Sprint with boxes.
func Sprint(args ...any) string {
	if slices.ContainsFunc(args, isBoxedText) {
		return string(Append(nil, args...))
	}
	return fmt.Sprint(args...)
}

// Append is fmt.Append with boxes.
func Append(b []byte, args ...any) []byte {
	after := true // a string, or the beginning
	for _, a := range args {
		text := isBoxedText(a) || a != nil && reflect.TypeOf(a).Kind() == reflect.String
		if !text && !after {
			b = append(b, ' ')
		}
		b, after = fmt.Append(b, a), text
	}
	return b
}

// isBoxedText reports whether x is a box of a string.
func isBoxedText(x any) bool {
	t := TypeOf(x)
	return t != nil && t.Kind == "string"
}
