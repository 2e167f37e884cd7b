package rt

import (
	"fmt"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// The functions of package fmt that take a format, since %p does not ask the value.

// Printf is fmt.Printf with boxes.
func (r *RT) Printf(format string, args ...any) (int, error) {
	format, args = pointerVerbs(format, args)
	return fmt.Fprintf(r.hooks.Stdout, format, args...)
}

// Sprintf is fmt.Sprintf with boxes.
func Sprintf(format string, args ...any) string {
	format, args = pointerVerbs(format, args)
	return fmt.Sprintf(format, args...)
}

// Fprintf is fmt.Fprintf with boxes.
func Fprintf(w io.Writer, format string, args ...any) (int, error) {
	format, args = pointerVerbs(format, args)
	return fmt.Fprintf(w, format, args...)
}

// Errorf is fmt.Errorf with boxes.
func Errorf(format string, args ...any) error {
	format, args = pointerVerbs(format, args)
	return fmt.Errorf(format, args...)
}

// Appendf is fmt.Appendf with boxes.
func Appendf(b []byte, format string, args ...any) []byte {
	format, args = pointerVerbs(format, args)
	return fmt.Appendf(b, format, args...)
}

// Verbs prepares a format and its arguments for compiled code.
func Verbs(format string, args ...any) (string, []any) { return pointerVerbs(format, args) }

// pointerVerbs replaces the argument of each %p that is a box by what is in it. Every verb gets an explicit
// argument index if the format has one, since the contents are further arguments then.
func pointerVerbs(format string, args []any) (string, []any) {
	if !strings.Contains(format, "p") || !slices.ContainsFunc(args, func(a any) bool { return TypeOf(a) != nil }) {
		return format, args
	}
	args = append([]any(nil), args...)
	explicit := strings.Contains(format, "[")
	given := len(args)
	var out strings.Builder
	arg := 0
	for i := 0; i < len(format); i++ {
		out.WriteByte(format[i])
		if format[i] != '%' {
			continue
		}
		flags := ""
		for i++; i < len(format) && strings.IndexByte("+-# 0123456789.*[]", format[i]) >= 0; i++ {
			if format[i] == '*' && explicit && !strings.HasSuffix(flags, "]") {
				flags += "[" + strconv.Itoa(arg+1) + "]"
			}
			flags += format[i : i+1]
			switch format[i] {
			case '*':
				arg++
			case '[':
				if n := argIndex(format[i+1:]); n > 0 {
					arg = n - 1
				}
			}
		}
		if i >= len(format) {
			out.WriteString(flags)
			break
		}
		verb := format[i]
		if verb == '%' {
			out.WriteString(flags + "%")
			continue
		}
		index := arg
		if v := pointerArg(verb, arg, args[:given]); v != nil {
			if _, bad := v.(notPointer); bad {
				verb = 'v'
			}
			if explicit {
				args = append(args, v)
				index = len(args) - 1
			} else {
				args[arg] = v
			}
		}
		if index >= given && index == arg {
			index = 1 << 16 // a further argument, which is not there
		}
		if explicit {
			if k := strings.LastIndexByte(flags, '['); k >= 0 && strings.HasSuffix(flags, "]") {
				flags = flags[:k]
			}
			flags += "[" + strconv.Itoa(index+1) + "]"
		}
		out.WriteString(flags)
		out.WriteByte(verb)
		arg++
	}
	return out.String(), args
}

// A notPointer is a box that has been given to %p, for a %v.
type notPointer struct{ B }

// Format prints what package fmt does, with no method of the value.
func (n notPointer) Format(s fmt.State, _ rune) {
	p := printer{s, 'v', fmt.FormatString(s, 'v')}
	p.write("%!p(" + n.T.Name + "=")
	p.print(reflect.ValueOf(n.V), n.T, 0, hidden)
	p.write(")")
}

// pointerArg is what takes the place of the box that a %p asks for, nil for other verbs and values.
func pointerArg(verb byte, arg int, args []any) any {
	if verb != 'p' || arg >= len(args) || TypeOf(args[arg]) == nil {
		return nil
	}
	b := args[arg].(boxed).Boxed()
	switch reflect.ValueOf(b.V).Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Map, reflect.Chan, reflect.Func:
		return b.V
	}
	return notPointer{b}
}

// argIndex is the n of "n]...", 0 if there is none.
func argIndex(s string) int {
	n := 0
	for _, c := range []byte(s) {
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
