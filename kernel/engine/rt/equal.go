package rt

import "reflect"

// equal is a == b for values of the type t, in Go's order: a part that cannot be compared matters only
// if what is before it is equal.
func (t *Type) equal(a, b any) bool {
	if !t.comparable(reflect.TypeOf(a)) {
		panic(runtimeError("comparing uncomparable type " + t.Name))
	}
	if t.Kind != "struct" && t.Kind != "array" {
		return a == b
	}
	return equalParts(a, b)
}

// equalParts is a == b for structs and arrays, of which parts may be boxes.
func equalParts(a, b any) bool {
	defer func() {
		r := recover()
		if r == nil {
			return
		}
		if name := uncomparable(reflect.ValueOf(a), reflect.ValueOf(b)); name != "" {
			r = runtimeError("comparing uncomparable type " + name)
		}
		panic(r)
	}()
	return a == b
}

// comparable reports whether values of the type, which the interpreter has in this layout, can be
// compared at all.
func (t *Type) comparable(layout reflect.Type) bool {
	part := func(t *Type, layout reflect.Type) bool {
		if t == nil {
			return layout.Comparable()
		}
		return t.comparable(layout)
	}
	switch t.Kind {
	case "slice", "map", "func":
		return false
	case "array":
		return part(t.elem, layout.Elem())
	case "struct":
		for i, f := range t.fields {
			if !part(f.typ, layout.Field(i).Type) {
				return false
			}
		}
	}
	return true
}

// uncomparable is the name of the type of the first dynamic value in a that cannot be compared, behind
// equal ones.
func uncomparable(a, b reflect.Value) string {
	switch a.Kind() {
	case reflect.Struct:
		for i := range a.NumField() {
			if name := uncomparable(a.Field(i), b.Field(i)); name != "" {
				return name
			}
		}
	case reflect.Array:
		for i := range a.Len() {
			if name := uncomparable(a.Index(i), b.Index(i)); name != "" {
				return name
			}
		}
	case reflect.Interface:
		if a.IsNil() || !a.CanInterface() {
			return ""
		}
		x := a.Interface()
		if v, ok := x.(boxed); ok {
			box := v.Boxed()
			if !box.T.comparable(reflect.TypeOf(box.V)) {
				return box.T.Name
			}
			return uncomparable(reflect.ValueOf(box.V), reflect.ValueOf(box.V))
		}
		if !reflect.ValueOf(x).Comparable() {
			return TypeName(x)
		}
	}
	return ""
}
