package rt

import (
	"fmt"
	"reflect"
	"strings"
	"unsafe"
)

// B is a session's value inside an interface. Boxes compare as the values do, since equal types have
// the same descriptor and their boxes the same shape, which adds the methods that compiled code looks for.
type B struct {
	T *Type
	V any
}

type boxed interface{ Boxed() B }

// Boxed returns the box itself, whatever its shape is.
func (b B) Boxed() B { return b }

// Box returns v, a value of the described type, as an interface value.
func Box(t *Type, v any) any {
	b := B{t, v}
	return reflect.NewAt(t.shape(), unsafe.Pointer(&b)).Elem().Interface()
}

// Logged is x as an argument of package slog: its JSON handler writes the text of errors that do not
// encode themselves, as all boxes do.
func Logged(x any) any {
	t := TypeOf(x)
	if t == nil || !t.hasMethod("Error") || t.hasMethod("MarshalJSON") {
		return x
	}
	b := B{t, Val(x)}
	return reflect.NewAt(t.logShape(), unsafe.Pointer(&b)).Elem().Interface()
}

// LoggedAll is Logged for each of a list.
func LoggedAll(list []any) []any {
	out := make([]any, len(list))
	for i, x := range list {
		out[i] = Logged(x)
	}
	return out
}

// BoxErr is Box as an error.
func BoxErr(t *Type, v any) error { return Box(t, v).(error) }

// TypeOf returns the descriptor of a box, nil for every other value.
func TypeOf(x any) *Type {
	if b, ok := x.(boxed); ok {
		return b.Boxed().T
	}
	return nil
}

// Val returns the value inside a box.
func Val(x any) any { return x.(boxed).Boxed().V }

// Is reports whether x is a box of the type t.
func Is(x any, t *Type) bool {
	b, ok := x.(boxed)
	return ok && b.Boxed().T == t
}

// IsNil reports whether the interface x is nil.
func IsNil(x any) bool { return x == nil }

// Eq is a == b for interface values.
func Eq(a, b any) bool {
	if x, ok := a.(boxed); ok {
		if y, ok := b.(boxed); ok {
			bx, by := x.Boxed(), y.Boxed()
			if bx.T != by.T {
				return false
			}
			return bx.T.equal(bx.V, by.V)
		}
		return false
	}
	switch t := reflect.TypeOf(a); {
	case t == nil:
	case t.Kind() == reflect.Struct, t.Kind() == reflect.Array:
		return equalParts(a, b)
	}
	return a == b
}

// Same reports whether x has the type of y.
func Same(x, y any) bool { return reflect.TypeOf(x) == reflect.TypeOf(y) }

// NilValue raises the panic of the call of a method, which has a value receiver, on a nil pointer in an
// interface (panicwrap in runtime/error.go).
func NilValue(typ, method string) {
	panic(plainError("value method main." + typ + "." + method + " called using nil *" + typ + " pointer"))
}

// NilCall raises the panic of a method call on a nil interface; it returns if x is not nil.
func NilCall(x any) {
	if x == nil {
		var p *int
		*p = 1
	}
}

// Implements reports whether the dynamic value x has all the methods listed by name and signature
// ("String() string;Len() int").
func Implements(x any, methods string) bool {
	return x != nil && missing(x, methods) == ""
}

// missing is the name of the first method that x lacks.
func missing(x any, methods string) string {
	t := TypeOf(x)
	for _, key := range strings.Split(methods, ";") {
		name, _, _ := strings.Cut(key, "(")
		if t != nil {
			if !t.hasKey(name, key) {
				return name
			}
			continue
		}
		m, ok := reflect.TypeOf(x).MethodByName(name)
		if !ok || name+withoutReceiver(m.Type) != key {
			return name
		}
	}
	return ""
}

// withoutReceiver is the text of a method's signature: "(int) string".
func withoutReceiver(t reflect.Type) string {
	var in, out []reflect.Type
	for i := 1; i < t.NumIn(); i++ {
		in = append(in, t.In(i))
	}
	for i := range t.NumOut() {
		out = append(out, t.Out(i))
	}
	return strings.TrimPrefix(reflect.FuncOf(in, out, t.IsVariadic()).String(), "func")
}

// Method returns a method of a compiled value as a function. x is not nil.
func Method(x any, name string) any {
	return reflect.ValueOf(x).MethodByName(name).Interface()
}

// TypeName is the dynamic type of x as %T prints it.
func TypeName(x any) string {
	if t := TypeOf(x); t != nil {
		return t.Name
	}
	return fmt.Sprintf("%T", x)
}

// Failed raises the panic of the assertion of x, from an interface type to another type. methods is
// the list of what an interface wants, "" for other types.
func (r *RT) Failed(from string, x any, to, methods string) {
	switch {
	case x == nil && methods != "":
		panic(r.assertionError("", "", to, ""))
	case x == nil:
		panic(r.assertionError(from, "", to, ""))
	case methods != "":
		panic(r.assertionError(from, TypeName(x), to, missing(x, methods)))
	}
	panic(r.assertionError(from, TypeName(x), to, ""))
}

// Hold returns v as an interface value, for a place that the interpreter could not type. A nil
// pointer, map, slice, channel or function is a nil interface, so that held values compare as they do.
func Hold(v any) any {
	switch r := reflect.ValueOf(v); r.Kind() {
	case reflect.Pointer, reflect.Map, reflect.Slice, reflect.Chan, reflect.Func:
		if r.IsNil() {
			return nil
		}
	}
	return v
}
