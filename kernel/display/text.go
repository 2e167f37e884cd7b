package display

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// How much of a value its text shows.
const (
	maxText     = 64 << 10 // bytes in all
	maxElements = 64       // of one slice, array or map
	maxDepth    = 8        // of values inside values
)

// goText is v's text/plain form, see [Of]. It does not panic, whatever v's methods do.
func goText(v any) string {
	w := textWriter{onPath: map[place]bool{}}
	if b, ok := v.(bare); ok {
		w.bare, v = true, b.WithoutMethods()
	}
	w.any(v)
	return clip(w.String(), maxText)
}

// bare is how the engine asks for a value's text without calling methods, which could wait for
// something or change it.
type bare interface{ WithoutMethods() any }

// clip shortens s to about limit bytes and says by how many.
func clip(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	for limit > 0 && !utf8.RuneStart(s[limit]) {
		limit--
	}
	return fmt.Sprintf("%s… %d more bytes", s[:limit], len(s)-limit)
}

// A textWriter writes one value. It stops by itself a little after maxText.
type textWriter struct {
	strings.Builder
	bare   bool // call no methods but those of the standard library that only read
	depth  int
	onPath map[place]bool // pointers, maps and slices that the value being written is inside of
}

// full reports that more would be cut off anyway.
func (w *textWriter) full() bool { return w.Len() > maxText }

// any writes a value as an interface holds it, with what the engine knows about it.
func (w *textWriter) any(v any) {
	if d, ok := v.(Described); ok {
		rv, t := d.Describe()
		w.value(rv, t)
		return
	}
	w.value(reflect.ValueOf(v), nil)
}

// value writes v, whose type is t if the engine described it.
func (w *textWriter) value(v reflect.Value, t Type) {
	if !v.IsValid() {
		w.WriteString("nil")
		return
	}
	if w.methods(v, t) || w.special(v) {
		return
	}
	switch v.Kind() {
	case reflect.Interface:
		w.inner(v)
	case reflect.String:
		w.quoted(v.String())
	case reflect.Slice, reflect.Array:
		w.nested(v, func() { w.list(v, t) })
	case reflect.Map:
		w.nested(v, func() { w.pairs(v, t) })
	case reflect.Struct:
		w.nested(v, func() { w.fields(v, t) })
	case reflect.Pointer:
		w.nested(v, func() {
			w.WriteByte('&')
			w.value(v.Elem(), elem(t))
		})
	case reflect.Func:
		w.orNil(v, typeName(v, t))
	case reflect.Chan:
		w.channel(v, t)
	case reflect.UnsafePointer, reflect.Uintptr:
		fmt.Fprintf(w, "%#x", v)
	default:
		fmt.Fprint(w, v) // numbers and booleans: fmt prints what v holds
	}
}

// methods writes what v's own Error or String says, and reports whether it has one.
func (w *textWriter) methods(v reflect.Value, t Type) bool {
	if v.Kind() == reflect.Pointer && v.IsNil() || v.Kind() == reflect.Interface {
		return false
	}
	if v.Type() == reflect.TypeFor[time.Time]() && v.CanInterface() {
		// Round drops the reading of the monotonic clock, which would be printed too.
		w.WriteString(v.Interface().(time.Time).Round(0).String())
		return true
	}
	if w.bare && (t != nil || !harmless(v.Type())) {
		return false
	}
	f := textMethod(v, t)
	if f != nil {
		w.call(f)
	}
	return f != nil
}

// harmless reports whether the methods of a compiled type read nothing but the value itself: those of
// numbers, such as a time.Duration, and of the errors that errors.New and fmt.Errorf make.
func harmless(t reflect.Type) bool {
	switch t.String() {
	case "*errors.errorString", "*fmt.wrapError", "*fmt.wrapErrors":
		return true
	}
	return t.Kind() > reflect.Invalid && t.Kind() <= reflect.Complex128
}

// textMethod is v's Error or String method, or how it formats itself for fmt, or nil. Like fmt it
// leaves alone what an unexported field holds.
func textMethod(v reflect.Value, t Type) func() string {
	for _, name := range []string{"Error", "String"} {
		var m any
		if t != nil {
			m = t.Method(v, name)
		}
		if m == nil && v.CanInterface() {
			m = method(v.Interface(), name)
		}
		if f, ok := m.(func() string); ok {
			return f
		}
	}
	if v.CanInterface() {
		if f, ok := v.Interface().(fmt.Formatter); ok {
			return func() string { return fmt.Sprintf("%+v", f) }
		}
	}
	return nil
}

func (w *textWriter) call(f func() string) {
	defer func() {
		if p := recover(); p != nil {
			fmt.Fprintf(w, "(panic in method Error or String: %v)", p)
		}
	}()
	w.WriteString(f())
}

// special writes the types whose contents say less than their meaning.
func (w *textWriter) special(v reflect.Value) bool {
	t := v.Type()
	switch {
	case t == reflect.TypeFor[time.Duration](): // in an unexported field
		w.WriteString(time.Duration(v.Int()).String())
	case t.Kind() == reflect.Struct && t.PkgPath() == "sync/atomic":
		w.atomic(v)
	case t.Kind() == reflect.Struct && (t.PkgPath() == "sync" || t == reflect.TypeFor[time.Time]()):
		w.WriteString(t.String() + "{…}")
	case t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Uint8 && !v.IsNil():
		w.bytes(v.Bytes())
	default:
		return false
	}
	return true
}

func (w *textWriter) atomic(v reflect.Value) {
	if f := v.FieldByName("v"); f.IsValid() && f.Kind() != reflect.Interface && f.Kind() != reflect.UnsafePointer {
		fmt.Fprintf(w, "%s(%v)", v.Type(), f)
		return
	}
	w.WriteString(v.Type().String() + "{…}")
}

func (w *textWriter) bytes(b []byte) {
	shown := b[:min(len(b), maxText)]
	readable := utf8.Valid(b) && !strings.ContainsFunc(string(shown), func(r rune) bool {
		return !strconv.IsPrint(r) && r != '\n' && r != '\t' && r != '\r'
	})
	if readable && len(b) > 0 {
		w.WriteString("[]byte(")
		w.quoted(string(b))
		w.WriteByte(')')
		return
	}
	w.WriteString("[]byte{")
	for i, x := range b[:min(len(b), maxElements)] {
		w.separate(i, ", ")
		fmt.Fprintf(w, "%#02x", x)
	}
	w.rest(len(b), ", ")
	w.WriteByte('}')
}

func (w *textWriter) quoted(s string) {
	const most = maxText / 4
	if len(s) <= most {
		w.WriteString(strconv.Quote(s))
		return
	}
	cut := most
	for cut > 0 && !utf8.RuneStart(s[cut]) {
		cut--
	}
	fmt.Fprintf(w, "%s… %d more bytes", strconv.Quote(s[:cut]), len(s)-cut)
}

func (w *textWriter) inner(v reflect.Value) {
	switch {
	case v.IsNil():
		w.WriteString("nil")
	case v.CanInterface():
		w.any(v.Interface())
	default:
		w.value(v.Elem(), nil)
	}
}

func (w *textWriter) channel(v reflect.Value, t Type) {
	if v.IsNil() {
		w.WriteString(typeName(v, t) + " (nil)")
		return
	}
	fmt.Fprintf(w, "%s (len %d, cap %d)", typeName(v, t), v.Len(), v.Cap())
}

func (w *textWriter) orNil(v reflect.Value, s string) {
	if v.IsNil() {
		s = "nil"
	}
	w.WriteString(s)
}
