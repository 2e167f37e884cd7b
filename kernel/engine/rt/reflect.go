package rt

import (
	"fmt"
	"reflect"
)

// ReflectTypeOf is reflect.TypeOf. The type of a box has the session's name; its other methods are
// those of the layout.
func ReflectTypeOf(x any) reflect.Type {
	if t := TypeOf(x); t != nil {
		return t.reflected(reflect.TypeOf(Val(x)))
	}
	return reflect.TypeOf(x)
}

// reflected is the same value for the same descriptor, so that types can be compared.
func (t *Type) reflected(layout reflect.Type) reflect.Type {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.mirror == nil {
		t.mirror = &mirror{layout, t}
	}
	return t.mirror
}

// mirror is a session's type for package reflect's users.
type mirror struct {
	reflect.Type
	t *Type
}

func (m *mirror) String() string { return m.t.Name }

func (m *mirror) Name() string {
	if !m.t.Named {
		return ""
	}
	name := m.t.Name
	for i := 0; i < len(name) && name[i] != '['; i++ {
		if name[i] == '.' {
			return name[i+1:]
		}
	}
	return name
}

func (m *mirror) PkgPath() string {
	if m.t.Named {
		return "main"
	}
	return ""
}

func (m *mirror) Elem() reflect.Type {
	if m.t.elem == nil {
		return m.Type.Elem()
	}
	return m.t.elem.reflected(m.Type.Elem())
}

func (m *mirror) Key() reflect.Type {
	if m.t.key == nil {
		return m.Type.Key()
	}
	return m.t.key.reflected(m.Type.Key())
}

func (m *mirror) Field(i int) reflect.StructField {
	f := m.Type.Field(i)
	d := m.t.fields[i]
	f.Name, f.Tag, f.Anonymous = d.name, reflect.StructTag(d.tag), d.embedded
	if !d.exported {
		f.PkgPath = "main"
	}
	if d.typ != nil {
		f.Type = d.typ.reflected(f.Type)
	}
	return f
}

func (m *mirror) NumMethod() int {
	panic(unsupported("reflect.Type.NumMethod", m.t))
}

func (m *mirror) Method(int) reflect.Method {
	panic(unsupported("reflect.Type.Method", m.t))
}

func (m *mirror) MethodByName(string) (reflect.Method, bool) {
	panic(unsupported("reflect.Type.MethodByName", m.t))
}

func (m *mirror) Implements(reflect.Type) bool {
	panic(unsupported("reflect.Type.Implements", m.t))
}

func unsupported(what string, t *Type) string {
	return fmt.Sprintf("unsupported here: %s of %s, a type declared in a cell", what, t.Name)
}

// ReflectValueOf is reflect.ValueOf for compiled values; a box would show its layout.
func ReflectValueOf(x any) reflect.Value {
	if t := TypeOf(x); t != nil {
		panic(unsupported("reflect.ValueOf", t))
	}
	return reflect.ValueOf(x)
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
