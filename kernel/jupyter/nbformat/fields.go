package nbformat

import (
	"encoding/json"
	"fmt"
	"math/big"
)

// fields takes typed values out of a JSON object; what is left at the end is unknown to the
// format. The first wrong type is kept as err, with the path to it.
type fields struct {
	path string // for errors: "cell 3: output 1: "
	rest map[string]any
	err  error
}

func (f *fields) take(name string) (any, bool) {
	v, ok := f.rest[name]
	delete(f.rest, name)
	return v, ok
}

func (f *fields) wrong(name, want string, got any) {
	if f.err == nil {
		f.err = fmt.Errorf("%s%s: want %s, not %s", f.path, name, want, kindOf(got))
	}
}

func (f *fields) string(name string) string {
	v, ok := f.take(name)
	s, isString := v.(string)
	if ok && !isString {
		f.wrong(name, "a string", v)
	}
	return s
}

// text takes a string that may be stored as a list of lines.
func (f *fields) text(name string) string {
	v, ok := f.take(name)
	if !ok {
		return ""
	}
	s, ok := joined(v)
	if !ok {
		f.wrong(name, "a string or a list of strings", v)
	}
	return s
}

func (f *fields) list(name string) []any {
	v, ok := f.take(name)
	list, isList := v.([]any)
	if ok && !isList {
		f.wrong(name, "a list", v)
	}
	return list
}

func (f *fields) strings(name string) []string {
	list := f.list(name)
	out := make([]string, len(list))
	for i, v := range list {
		s, ok := v.(string)
		if !ok {
			f.wrong(name, "a list of strings", v)
		}
		out[i] = s
	}
	return out
}

// object takes an object; a missing one becomes empty.
func (f *fields) object(name string) map[string]any {
	v, ok := f.take(name)
	if !ok {
		return map[string]any{}
	}
	m, isObject := v.(map[string]any)
	if !isObject {
		f.wrong(name, "an object", v)
	}
	return m
}

// count takes an execution count, which may be null.
func (f *fields) count(name string) *int {
	v, _ := f.take(name)
	if v == nil {
		return nil
	}
	n, ok := integer(v)
	if !ok {
		f.wrong(name, "an integer or null", v)
		return nil
	}
	return &n
}

func (f *fields) int(name string) (int, bool) {
	v, ok := f.take(name)
	if !ok {
		return 0, false
	}
	n, isInt := integer(v)
	if !isInt {
		f.wrong(name, "an integer", v)
	}
	return n, isInt
}

// extra returns what nobody took, nil if that is nothing.
func (f *fields) extra() map[string]any {
	if len(f.rest) == 0 {
		return nil
	}
	return f.rest
}

// integer accepts 3 and, as JSON schema does, 3.0.
func integer(v any) (int, bool) {
	num, ok := v.(json.Number)
	if !ok || len(num) > 30 { // an exponent could make a number of any size
		return 0, false
	}
	if n, err := num.Int64(); err == nil {
		return int(n), int64(int(n)) == n
	}
	f, err := num.Float64()
	if err != nil || f != float64(int32(f)) {
		return 0, false
	}
	exact, _ := new(big.Rat).SetString(num.String())
	return int(f), exact != nil && exact.IsInt()
}

func kindOf(v any) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case string:
		return "a string"
	case bool:
		return "a truth value"
	case json.Number:
		return "the number " + string(v[:min(len(v), 30)])
	case []any:
		return "a list"
	case map[string]any:
		return "an object"
	}
	return fmt.Sprintf("a %T", v)
}
