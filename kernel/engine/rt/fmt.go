package rt

import (
	"fmt"
	"io"
	"slices"
	"strconv"
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

// Verbs prepares a format and its arguments for compiled code.
func Verbs(format string, args ...any) (string, []any) { return typeVerbs(format, args) }

// typeVerbs replaces each %T of a box by %s of its type's name. Every verb gets an explicit argument
// index if the format has one, since the names are further arguments then.
func typeVerbs(format string, args []any) (string, []any) {
	if !strings.Contains(format, "T") || !slices.ContainsFunc(args, func(a any) bool { return TypeOf(a) != nil }) {
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
		if t := typeArg(verb, arg, args[:given]); t != nil {
			verb = 's'
			if explicit {
				args = append(args, t.Name)
				index = len(args) - 1
			} else {
				args[arg] = t.Name
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

// typeArg is the descriptor that a %T asks for, nil for other verbs and values.
func typeArg(verb byte, arg int, args []any) *Type {
	if verb != 'T' || arg >= len(args) {
		return nil
	}
	return TypeOf(args[arg])
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
