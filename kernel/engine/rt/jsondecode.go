package rt

import (
	"encoding/json"
	"reflect"
	"strconv"
	"strings"
)

// UnmarshalJSON is json.Unmarshal into a value of the session.
func UnmarshalJSON(data []byte, x any) error {
	return decodeJSON(x, func(v any) error { return json.Unmarshal(data, v) })
}

// DecodeJSON is dec.Decode into a value of the session.
func DecodeJSON(dec *json.Decoder, x any) error { return decodeJSON(x, dec.Decode) }

// decodeJSON hands decode a pointer that package json treats as it would treat the session's: the same
// memory, under a type that embeds what the session's type embeds.
func decodeJSON(x any, decode func(any) error) error {
	t := TypeOf(x)
	if t == nil {
		return decode(x)
	}
	if f, ok := method[func(any, []byte) error](t, "UnmarshalJSON"); ok {
		return decode(&jsonCustom{func(b []byte) error { return f(Val(x), b) }})
	}
	if f, ok := method[func(any, []byte) error](t, "UnmarshalText"); ok {
		return t.jsonError(decode(&textCustom{func(b []byte) error { return f(Val(x), b) }}))
	}
	v := reflect.ValueOf(Val(x))
	if v.Kind() != reflect.Pointer || v.IsNil() || t.elem == nil {
		return &json.InvalidUnmarshalError{Type: t.reflected(v.Type())}
	}
	seen := reflect.NewAt(jsonView(v.Type().Elem(), t.elem, nil), v.UnsafePointer())
	return t.jsonError(decode(seen.Interface()))
}

type jsonCustom struct{ decode func([]byte) error }

func (c *jsonCustom) UnmarshalJSON(b []byte) error { return c.decode(b) }

type textCustom struct{ decode func([]byte) error }

func (c *textCustom) UnmarshalText(b []byte) error { return c.decode(b) }

// jsonView is the type that memory of the type t is decoded as; layout itself if nothing in it is
// embedded. It panics for what cannot be decoded as Go does: the lowering refuses such types where
// it sees them, so this is for values that come in an interface.
func jsonView(layout reflect.Type, t *Type, path []*Type) reflect.Type {
	if t == nil {
		return layout
	}
	for _, p := range path {
		if p == t {
			return nil // the view of a recursive type is its layout
		}
	}
	path = append(path, t)
	if t.Kind == "interface" || t.decodes || layout.Kind() == reflect.Interface {
		panic("unsupported here: decoding JSON into a part of the type " + t.Name + "; rewrite: decode into plain structs and convert them")
	}
	switch t.Kind {
	case "struct":
		return structView(layout, t, path)
	case "ptr", "slice", "array", "map":
	default:
		return layout
	}
	elem := jsonView(layout.Elem(), t.elem, path)
	switch {
	case t.Kind == "map" && t.key != nil && t.key.decodes:
		panic("unsupported here: decoding JSON into a map with keys of type " + t.key.Name + "; rewrite: decode into a map with string keys")
	case elem == nil || elem == layout.Elem():
		return layout
	case t.Kind == "ptr":
		return reflect.PointerTo(elem)
	case t.Kind == "slice":
		return reflect.SliceOf(elem)
	case t.Kind == "array":
		return reflect.ArrayOf(layout.Len(), elem)
	}
	return reflect.MapOf(layout.Key(), elem)
}

func structView(layout reflect.Type, t *Type, path []*Type) reflect.Type {
	changed, recursive := false, false
	fields := make([]reflect.StructField, layout.NumField())
	for i, f := range t.fields {
		s := layout.Field(i)
		// Structs of equal layout stay different types, which matters where they are embedded.
		fields[i] = reflect.StructField{Name: s.Name, Type: s.Type, Tag: s.Tag + reflect.StructTag(" weft:"+strconv.Quote(t.Name))}
		if reflect.StructTag(f.tag).Get("json") == "-" || !f.exported && !f.embedded {
			continue
		}
		at := f.typ
		if at != nil && at.Kind == "ptr" {
			at = at.elem
		}
		promotes := f.embedded && (at != nil && at.Kind == "struct" || at == nil && s.Type.Kind() == reflect.Struct)
		if !f.exported && !promotes {
			continue
		}
		view := jsonView(s.Type, f.typ, path)
		if view == nil || view == s.Type && f.typ != nil && f.typ.leadsTo(path) {
			recursive = true
			continue
		}
		if promotes {
			if !f.exported && f.typ != nil && f.typ.Kind == "ptr" {
				panic("unsupported here: decoding JSON into an embedded pointer to " + at.Name + "; rewrite: export the type's name")
			}
			if at == nil {
				view = fieldsOnly(view)
			}
			fields[i].Anonymous = true
			fields[i].Tag = reflect.StructTag(f.tag + " weft:" + strconv.Quote(t.Name))
		}
		fields[i].Type = view
		changed = changed || promotes || view != s.Type
	}
	switch {
	case !changed:
		return layout
	case recursive:
		panic("unsupported here: decoding JSON into the recursive type " + t.Name + ", which embeds a struct; rewrite: give the embedded field a name")
	}
	return reflect.StructOf(fields)
}

// leadsTo reports whether t is a pointer to, or a slice or map of, one of the types in path.
func (t *Type) leadsTo(path []*Type) bool {
	for ; t != nil; t = t.elem {
		for _, p := range path {
			if p == t {
				return true
			}
		}
	}
	return false
}

// fieldsOnly is a compiled struct type without its methods, which cannot be embedded.
func fieldsOnly(t reflect.Type) reflect.Type {
	if t.NumMethod() == 0 {
		return t
	}
	var fields []reflect.StructField
	for i := range t.NumField() {
		if !t.Field(i).IsExported() {
			panic("unsupported here: decoding JSON into an embedded " + t.String() + "; rewrite: give the field a name")
		}
		fields = append(fields, t.Field(i))
	}
	return reflect.StructOf(fields)
}

// jsonError gives an error of package json the session's names of types. t is the type of the pointer
// that was decoded into.
func (t *Type) jsonError(err error) error {
	e, ok := err.(*json.UnmarshalTypeError)
	if !ok {
		return err
	}
	c := *e
	at, owner, embedding := t.elem, t.elem, false
	if e.Field != "" {
		parts := strings.Split(e.Field, ".")
		for i, name := range parts {
			at = at.structure()
			if at == nil {
				break
			}
			if !embedding {
				owner = at
			}
			f := at.jsonField(name)
			if f == nil {
				at = nil
				break
			}
			embedding = f.embedded
			if f.embedded {
				parts[i] = f.name
			}
			at = f.typ
		}
		c.Field, c.Struct = strings.Join(parts, "."), ""
		if owner != nil && owner.Named {
			c.Struct = (&mirror{nil, owner}).Name()
		}
	}
	if e.Type == reflect.TypeFor[*textCustom]() {
		c.Type = &mirror{e.Type, t}
		return &c
	}
	for at != nil && at.Kind != e.Type.Kind().String() {
		at = at.elem
	}
	if at != nil {
		c.Type = &mirror{e.Type, at}
	}
	return &c
}

// structure is the struct that t is, points to or has as elements; nil if there is none.
func (t *Type) structure() *Type {
	for t != nil && t.Kind != "struct" {
		t = t.elem
	}
	return t
}

// jsonField is the field that an error of package json calls name.
func (t *Type) jsonField(name string) *field {
	for i := range t.fields {
		f := &t.fields[i]
		tag, _, _ := strings.Cut(reflect.StructTag(f.tag).Get("json"), ",")
		if tag == name || tag == "" && (f.name == name || !f.exported && "X"+f.name == name) {
			return f
		}
	}
	return nil
}
