package rt

import (
	"fmt"
	"io"
	"strings"
)

// The functions of package fmt that take a format, since %T does not ask the value.

// Printf is fmt.Printf with boxes.
func (r *RT) Printf(format string, args ...any) (int, error) {
	format, args = typeVerbs(format, args)
	return fmt.Fprintf(r.hooks.Stdout, format, args...)
}

// Sprintf is fmt.Sprintf with boxes.
func Sprintf(format string, args ...any) string {
	format, args = typeVerbs(format, args)
	return fmt.Sprintf(format, args...)
}

// Fprintf is fmt.Fprintf with boxes.
func Fprintf(w io.Writer, format string, args ...any) (int, error) {
	format, args = typeVerbs(format, args)
	return fmt.Fprintf(w, format, args...)
}

// Errorf is fmt.Errorf with boxes.
func Errorf(format string, args ...any) error {
	format, args = typeVerbs(format, args)
	return fmt.Errorf(format, args...)
}

// Appendf is fmt.Appendf with boxes.
func Appendf(b []byte, format string, args ...any) []byte {
	format, args = typeVerbs(format, args)
	return fmt.Appendf(b, format, args...)
}

// typeVerbs replaces each %T of a box by %s of its type's name.
func typeVerbs(format string, args []any) (string, []any) {
	if !strings.Contains(format, "T") {
		return format, args
	}
	args = append([]any(nil), args...)
	out := []byte(format)
	arg := 0
	for i := 0; i < len(out); i++ {
		if out[i] != '%' {
			continue
		}
		i++
		for i < len(out) && strings.IndexByte("+-# 0123456789.*[]", out[i]) >= 0 {
			switch out[i] {
			case '*':
				arg++
			case '[':
				if n := argIndex(out[i+1:]); n > 0 {
					arg = n - 1
				}
			}
			i++
		}
		if i >= len(out) {
			break
		}
		if out[i] == '%' {
			continue
		}
		if out[i] == 'T' && arg < len(args) {
			if t := TypeOf(args[arg]); t != nil {
				args[arg] = t.Name
				out[i] = 's'
			}
		}
		arg++
	}
	return string(out), args
}

// argIndex is the n of "n]...", 0 if there is none.
func argIndex(b []byte) int {
	n := 0
	for _, c := range b {
		if c < '0' || c > '9' {
			if c == ']' {
				return n
			}
			return 0
		}
		n = n*10 + int(c-'0')
	}
	return 0
}
