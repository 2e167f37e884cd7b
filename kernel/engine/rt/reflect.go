package rt

import (
	"fmt"
	"reflect"
)

// Functions of package reflect for values of the session: they become values of mirrors, and boxes again.

// ReflectTypeOf is reflect.TypeOf.
func ReflectTypeOf(x any) reflect.Type {
	if t := TypeOf(x); t != nil {
		return reflected(t, reflect.TypeOf(Val(x)))
	}
	return reflect.TypeOf(x)
}

// ReflectTypeFor is reflect.TypeFor of the described type that p, a nil pointer, points to.
func ReflectTypeFor(t *Type, p any) reflect.Type {
	return reflected(t, reflect.TypeOf(p).Elem())
}

// ReflectValueOf is reflect.ValueOf.
func ReflectValueOf(x any) reflect.Value {
	b, ok := x.(boxed)
	if !ok {
		return reflect.ValueOf(x)
	}
	v := reflect.New(reflect.TypeOf(b.Boxed().V))
	v.Elem().Set(reflect.ValueOf(b.Boxed().V))
	m := reflected(b.Boxed().T, v.Type().Elem())
	return reflect.ValueOf(reflect.NewAt(m, v.UnsafePointer()).Elem().Interface())
}

// Plain is x as compiled code reads it that only looks at fields: with Go's names, without methods.
func Plain(x any) any {
	if _, ok := x.(boxed); !ok {
		return x
	}
	return ReflectValueOf(x).Interface()
}

// PlainAll is Plain for the values of a map.
func PlainAll(m map[string]any) map[string]any {
	out := make(map[string]any, len(m))
	for k, x := range m {
		out[k] = Plain(x)
	}
	return out
}

// reflected is mirrorOf for what a learner inspects.
func reflected(t *Type, layout reflect.Type) reflect.Type {
	if t.inCycle(map[*Type]bool{}) {
		panic(unsupported("reflection, since it is in a cycle of types,", t))
	}
	return mirrorOf(t, layout)
}

// ReflectInterface is v.Interface().
func (r *RT) ReflectInterface(v reflect.Value) any {
	x := v.Interface()
	if _, ok := x.(boxed); ok || x == nil {
		return x
	}
	return r.box(reflect.ValueOf(x))
}

// box is the interface value of v, whose type may be a mirror.
func (r *RT) box(v reflect.Value) any {
	t, layout := r.shapes.described(v.Type())
	if t == nil {
		return v.Interface()
	}
	p := reflect.New(v.Type())
	p.Elem().Set(v)
	return Box(t, reflect.NewAt(layout, p.UnsafePointer()).Elem().Interface())
}

// described finds what m is a mirror of; nil if m is a compiled type.
func (s *shapes) described(m reflect.Type) (*Type, reflect.Type) {
	s.mirrors.Lock()
	defer s.mirrors.Unlock()
	return s.find(m)
}

// find is described, with s.mirrors locked. A type without name can have been made by package reflect.
func (s *shapes) find(m reflect.Type) (*Type, reflect.Type) {
	if d, ok := s.of[m]; ok {
		return d.typ, d.layout
	}
	if m.Name() != "" {
		return nil, m
	}
	var elem, key *Type
	var layout, inner reflect.Type
	switch m.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Chan, reflect.Map:
		elem, inner = s.find(m.Elem())
	}
	kind := m.Kind().String()
	switch m.Kind() {
	case reflect.Pointer:
		layout = reflect.PointerTo(inner)
	case reflect.Slice:
		layout = reflect.SliceOf(inner)
	case reflect.Array:
		layout = reflect.ArrayOf(m.Len(), inner)
	case reflect.Chan:
		layout = reflect.ChanOf(m.ChanDir(), inner)
	case reflect.Map:
		var k reflect.Type
		key, k = s.find(m.Key())
		layout = reflect.MapOf(k, inner)
	}
	if elem == nil && key == nil {
		return nil, m
	}
	for _, t := range s.types {
		if !t.Named && t.Kind == kind && t.elem == elem && t.key == key && t.Name == m.String() {
			s.keep(t, layout, m)
			return t, layout
		}
	}
	t := s.newType(m.String(), kind, false)
	t.elem, t.key = elem, key
	s.keep(t, layout, m)
	return t, layout
}

// ReflectElem is v.Elem(), which can find a box in an interface.
func (r *RT) ReflectElem(v reflect.Value) reflect.Value {
	e := v.Elem()
	if v.Kind() != reflect.Interface || !e.IsValid() || !e.CanInterface() {
		return e
	}
	if _, ok := e.Interface().(boxed); ok {
		return ReflectValueOf(e.Interface())
	}
	return e
}

// ReflectInto is x as a value that is stored in something of type to: an interface gets a box.
func (r *RT) ReflectInto(x reflect.Value, to reflect.Type) reflect.Value {
	if !x.IsValid() || to.Kind() != reflect.Interface || x.Kind() == reflect.Interface || !x.CanInterface() {
		return x
	}
	if t, _ := r.shapes.described(x.Type()); t == nil {
		return x
	}
	return reflect.ValueOf(r.box(x))
}

// ReflectSet is v.Set(x).
func (r *RT) ReflectSet(v, x reflect.Value) { v.Set(r.ReflectInto(x, v.Type())) }

// ReflectSetMapIndex is v.SetMapIndex(key, x).
func (r *RT) ReflectSetMapIndex(v, key, x reflect.Value) {
	k, e := r.ReflectInto(key, v.Type().Key()), r.ReflectInto(x, v.Type().Elem())
	if v.Kind() != reflect.Map {
		v.SetMapIndex(k, e) // its panic
		return
	}
	r.writing(v, func() { v.SetMapIndex(k, e) })
}

// ReflectSwapper is reflect.Swapper.
func ReflectSwapper(s any) func(i, j int) { return reflect.Swapper(Plain(s)) }

// ReflectAppend is reflect.Append(s, x...).
func (r *RT) ReflectAppend(s reflect.Value, x ...reflect.Value) reflect.Value {
	for _, v := range x {
		s = reflect.Append(s, r.ReflectInto(v, s.Type().Elem()))
	}
	return s
}

// ReflectConvert is v.Convert(to).
func (r *RT) ReflectConvert(v reflect.Value, to reflect.Type) reflect.Value {
	if to.Kind() != reflect.Interface {
		return v.Convert(to)
	}
	x := reflect.New(to).Elem()
	x.Set(r.ReflectInto(v, to))
	return x
}

// ReflectShown is v as an argument of compiled code, which prints what v holds; what came from an
// unexported field is printed without methods.
func (r *RT) ReflectShown(v reflect.Value) any {
	if !v.IsValid() || !v.CanInterface() {
		return v
	}
	if t, _ := r.shapes.described(v.Type()); t != nil {
		return reflect.ValueOf(r.box(v))
	}
	return v
}

func unsupported(what string, t *Type) string {
	return fmt.Sprintf("unsupported here: %s of %s, a type declared in a cell", what, t.Name)
}

// DeepEqual is reflect.DeepEqual.
func DeepEqual(a, b any) bool {
	if TypeOf(a) != TypeOf(b) {
		return false
	}
	if TypeOf(a) != nil {
		a, b = Val(a), Val(b)
	}
	return reflect.DeepEqual(a, b)
}

// ToArray is the conversion of a slice to a pointer to an array, of the type of ptr.
func ToArray(slice, ptr any) any {
	v, t := reflect.ValueOf(slice), reflect.TypeOf(ptr)
	if n := t.Elem().Len(); v.Len() < n {
		panic(runtimeError(fmt.Sprintf("cannot convert slice with length %d to array or pointer to array with length %d", v.Len(), n)))
	}
	if v.IsNil() {
		return reflect.Zero(t).Interface()
	}
	return v.Convert(t).Interface()
}
