package rt

import (
	"fmt"
	"reflect"
	"strings"
	"unsafe"
)

// hiddenValue prints a compiled value from an unexported field, of which package fmt calls no methods. It is
// put into an unexported field for that, unless a box may be in it, which prints itself by a method.
func (p printer) hiddenValue(v reflect.Value) {
	if mayHoldBox(v.Type()) {
		fmt.Fprintf(p, p.format, v.Interface())
		return
	}
	t := reflect.StructOf([]reflect.StructField{{Name: "x", PkgPath: "main", Type: v.Type()}})
	s := reflect.New(t)
	reflect.NewAt(v.Type(), unsafe.Pointer(s.Pointer())).Elem().Set(v)
	text := fmt.Sprintf(p.format, s.Elem().Interface())
	text = strings.TrimPrefix(strings.TrimPrefix(text, t.String()), "{")
	if p.verb == 'v' && (p.Flag('#') || p.Flag('+')) {
		text = strings.TrimPrefix(text, "x:")
	}
	p.write(strings.TrimSuffix(text, "}"))
}

// mayHoldBox reports whether a value of the type can have an interface value in it, without pointers between.
func mayHoldBox(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Interface:
		return true
	case reflect.Array, reflect.Slice:
		return mayHoldBox(t.Elem())
	case reflect.Map:
		return mayHoldBox(t.Key()) || mayHoldBox(t.Elem())
	case reflect.Struct:
		for f := range t.Fields() {
			if mayHoldBox(f.Type) {
				return true
			}
		}
	}
	return false
}
