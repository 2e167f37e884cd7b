package rt

import (
	"fmt"
	"io"
	"reflect"
	"runtime"
	"slices"
	"strings"
)

// Format prints a box as package fmt prints the value: with the type's methods, field names and
// nesting of the descriptor.
func (b B) Format(s fmt.State, verb rune) {
	if f, ok := method[func(any, fmt.State, rune)](b.T, "Format"); ok {
		f(b.V, s, verb)
		return
	}
	p := printer{s, verb, fmt.FormatString(s, verb)}
	depth := 0
	if b.T.Kind == "ptr" && insideOther() {
		depth = 1
	}
	p.print(reflect.ValueOf(b.V), b.T, depth, open)
}

// insideOther reports whether package fmt prints the value that it formats as a part of another one, where it
// does not follow pointers. Only its stack tells.
func insideOther() bool {
	var pcs [16]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs[:])])
	for {
		f, more := frames.Next()
		switch f.Function {
		case "fmt.(*pp).printValue":
			return true
		case "fmt.(*pp).printArg":
			return false
		}
		if !more {
			return false
		}
	}
}

type printer struct {
	fmt.State
	verb   rune
	format string // the whole verb, as "%+v"
}

func (p printer) write(s string) { io.WriteString(p, s) }

// access is what package fmt may do with a value: call its methods unless it came from an unexported
// field. An unexported embedded struct hides only itself, not its exported fields.
type access int

const (
	open access = iota
	embedded
	hidden
)

func (a access) field(f field) access {
	switch {
	case a == hidden || !f.exported && !f.embedded:
		return hidden
	case !f.exported:
		return embedded
	}
	return open
}

// print writes v, which has the type t (nil: a compiled one).
func (p printer) print(v reflect.Value, t *Type, depth int, a access) {
	if t == nil {
		p.compiled(v, a)
		return
	}
	if v.Kind() == reflect.Interface && t.Kind != "interface" { // a field of a type in a cycle
		if v.IsNil() {
			p.nothing(t)
			return
		}
		v = v.Elem()
	}
	if a == open && p.byMethod(v, t) {
		return
	}
	sharp := p.Flag('#') && p.verb == 'v'
	switch t.Kind {
	case "struct":
		p.structure(v, t, depth, a, sharp)
	case "ptr":
		p.pointer(v, t, depth, a, sharp)
	case "slice", "array":
		p.list(v, t, depth, a, sharp)
	case "map":
		p.mapping(v, t, depth, a, sharp)
	case "interface":
		p.iface(v, t, depth, a, sharp)
	case "func", "chan":
		p.address(v, t, sharp)
	default:
		p.basic(v, t)
	}
}

// compiled leaves a value to package fmt, but not a box in an interface from an unexported field.
func (p printer) compiled(v reflect.Value, a access) {
	sharp := p.Flag('#') && p.verb == 'v'
	nothing := "<nil>"
	if sharp && v.IsValid() {
		nothing = v.Type().String() + "(nil)"
	}
	for v.IsValid() && v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	if !v.IsValid() {
		p.write(nothing)
		return
	}
	x := v.Interface()
	if b, ok := x.(boxed); ok {
		p.print(reflect.ValueOf(b.Boxed().V), b.Boxed().T, 1, a)
		return
	}
	if b, ok := x.([]byte); ok && sharp { // inside of another value package fmt says []uint8
		p.write(v.Type().String() + strings.TrimPrefix(fmt.Sprintf(p.format, b), "[]byte"))
		return
	}
	if a != open {
		p.hiddenValue(v)
		return
	}
	fmt.Fprintf(p, p.format, x)
}

// byMethod prints v with its own method, if the verb asks for one.
func (p printer) byMethod(v reflect.Value, t *Type) bool {
	if f, ok := method[func(any, fmt.State, rune)](t, "Format"); ok {
		f(v.Interface(), p, p.verb)
		return true
	}
	if p.verb == 'v' && p.Flag('#') {
		return p.call(v, t, "GoString", "%s")
	}
	if strings.ContainsRune("vsxXq", p.verb) {
		return p.call(v, t, "Error", p.format) || p.call(v, t, "String", p.format)
	}
	return false
}

func (p printer) call(v reflect.Value, t *Type, name, format string) (ok bool) {
	f, ok := method[func(any) string](t, name)
	if !ok {
		return false
	}
	defer func() {
		r := recover()
		if r == nil {
			return
		}
		ok = true
		if v.Kind() == reflect.Pointer && v.IsNil() {
			p.write("<nil>")
			return
		}
		fmt.Fprintf(p, "%%!%c(PANIC=%s method: %v)", p.verb, name, Fault(r))
	}()
	fmt.Fprintf(p, format, f(v.Interface()))
	return true
}

func (p printer) structure(v reflect.Value, t *Type, depth int, a access, sharp bool) {
	if sharp {
		p.write(t.Name)
	}
	p.write("{")
	for i, f := range t.fields {
		p.separate(i, sharp)
		if sharp || p.Flag('+') && p.verb == 'v' {
			p.write(f.name + ":")
		}
		p.print(v.Field(i), f.typ, depth+1, a.field(f))
	}
	p.write("}")
}

// nothing prints the nil pointer, map, slice, channel or function of type t.
func (p printer) nothing(t *Type) {
	switch {
	case p.Flag('#') && p.verb == 'v' && (t.Kind == "map" || t.Kind == "slice"):
		p.write(t.Name + "(nil)")
	case p.Flag('#') && p.verb == 'v':
		p.write("(" + t.Name + ")(nil)")
	case t.Kind == "map":
		p.write("map[]")
	case t.Kind == "slice":
		p.write("[]")
	default:
		p.write("<nil>")
	}
}

func (p printer) separate(i int, sharp bool) {
	switch {
	case i == 0:
	case sharp:
		p.write(", ")
	default:
		p.write(" ")
	}
}

func (p printer) pointer(v reflect.Value, t *Type, depth int, a access, sharp bool) {
	if v.IsNil() || p.verb == 'p' {
		p.address(v, t, sharp)
		return
	}
	if depth == 0 && t.elem != nil {
		switch t.elem.Kind {
		case "struct", "slice", "array", "map":
			p.write("&")
			p.print(v.Elem(), t.elem, depth+1, a)
			return
		}
	}
	p.address(v, t, sharp)
}

// address prints a pointer, function or channel.
func (p printer) address(v reflect.Value, t *Type, sharp bool) {
	switch {
	case sharp && v.IsNil():
		p.write("(" + t.Name + ")(nil)")
	case sharp:
		fmt.Fprintf(p, "(%s)(%#x)", t.Name, v.Pointer())
	default: // a pointer to a struct would be followed, since package fmt begins again
		text := fmt.Sprintf(p.format, v.UnsafePointer())
		if bad := "%!" + string(p.verb) + "("; !strings.HasPrefix(text, bad) {
			p.write(text)
		} else if v.IsNil() {
			p.write(bad + t.Name + "=<nil>)")
		} else {
			p.write(bad + t.Name + "=")
			printer{p.State, 'v', "%v"}.print(v, t, 0, hidden)
			p.write(")")
		}
	}
}

func (p printer) list(v reflect.Value, t *Type, depth int, a access, sharp bool) {
	if sharp && t.Named && v.Type().Elem().Kind() == reflect.Uint8 && t.Kind == "slice" && !v.IsNil() {
		p.write(t.Name + strings.TrimPrefix(fmt.Sprintf("%#v", v.Bytes()), "[]byte"))
		return
	}
	if t.elem == nil || strings.ContainsRune("sqxXp", p.verb) && v.Type().Elem().Kind() == reflect.Uint8 {
		text := fmt.Sprintf(p.format, v.Interface())
		if sharp {
			// package fmt says []byte where package reflect says []uint8
			text = t.Name + strings.TrimPrefix(strings.TrimPrefix(text, "[]byte"), v.Type().String())
		}
		p.write(text)
		return
	}
	begin, end := "[", "]"
	if sharp {
		if t.Kind == "slice" && v.IsNil() {
			p.write(t.Name + "(nil)")
			return
		}
		begin, end = t.Name+"{", "}"
	}
	p.write(begin)
	for i := range v.Len() {
		p.separate(i, sharp)
		p.print(v.Index(i), t.elem, depth+1, a)
	}
	p.write(end)
}

func (p printer) mapping(v reflect.Value, t *Type, depth int, a access, sharp bool) {
	begin, end := "map[", "]"
	if sharp {
		if v.IsNil() {
			p.write(t.Name + "(nil)")
			return
		}
		begin, end = t.Name+"{", "}"
	}
	p.write(begin)
	keys := v.MapKeys()
	slices.SortStableFunc(keys, compare)
	for i, k := range keys {
		p.separate(i, sharp)
		p.print(k, t.key, depth+1, a)
		p.write(":")
		p.print(v.MapIndex(k), t.elem, depth+1, a)
	}
	p.write(end)
}

func (p printer) iface(v reflect.Value, t *Type, depth int, a access, sharp bool) {
	if v.Kind() == reflect.Interface && v.IsNil() {
		if sharp {
			p.write(t.Name + "(nil)")
		} else {
			p.write("<nil>")
		}
		return
	}
	x := v.Interface()
	if b, ok := x.(boxed); ok {
		p.print(reflect.ValueOf(b.Boxed().V), b.Boxed().T, depth+1, a)
		return
	}
	p.compiled(reflect.ValueOf(x), a)
}

// basic prints a value of a basic kind; with %#v it is as without a name, and a bad verb names the
// session's type.
func (p printer) basic(v reflect.Value, t *Type) {
	s := fmt.Sprintf(p.format, v.Interface())
	if strings.HasPrefix(s, "%!"+string(p.verb)+"(") {
		s = strings.Replace(s, "("+v.Type().String()+"=", "("+t.Name+"=", 1)
	}
	p.write(s)
}

// compare orders map keys as package fmt does.
func compare(a, b reflect.Value) int {
	for a.Kind() == reflect.Interface {
		a = a.Elem()
	}
	for b.Kind() == reflect.Interface {
		b = b.Elem()
	}
	if !a.IsValid() || !b.IsValid() || a.Kind() != b.Kind() {
		return int(a.Kind()) - int(b.Kind())
	}
	less, more := false, false
	switch {
	case a.CanInt():
		less, more = a.Int() < b.Int(), a.Int() > b.Int()
	case a.CanUint():
		less, more = a.Uint() < b.Uint(), a.Uint() > b.Uint()
	case a.CanFloat():
		less, more = a.Float() < b.Float(), a.Float() > b.Float()
	case a.Kind() == reflect.String:
		return strings.Compare(a.String(), b.String())
	case a.Kind() == reflect.Bool:
		less, more = !a.Bool() && b.Bool(), a.Bool() && !b.Bool()
	case a.Kind() == reflect.Pointer || a.Kind() == reflect.Chan:
		less, more = a.Pointer() < b.Pointer(), a.Pointer() > b.Pointer()
	case a.Kind() == reflect.Struct:
		if x, ok := a.Interface().(boxed); ok {
			if y, ok := b.Interface().(boxed); ok {
				return compare(reflect.ValueOf(x.Boxed().V), reflect.ValueOf(y.Boxed().V))
			}
		}
		for i := range a.NumField() {
			if c := compare(a.Field(i), b.Field(i)); c != 0 {
				return c
			}
		}
	case a.Kind() == reflect.Array:
		for i := range a.Len() {
			if c := compare(a.Index(i), b.Index(i)); c != 0 {
				return c
			}
		}
	}
	switch {
	case less:
		return -1
	case more:
		return 1
	}
	return 0
}
