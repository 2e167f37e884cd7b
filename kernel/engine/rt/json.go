package rt

import (
	"bytes"
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unsafe"
)

// MarshalJSON is json.Marshal for values of the session.
func MarshalJSON(x any) ([]byte, error) {
	out, err := json.Marshal(x)
	return out, marshalError(err)
}

// MarshalIndentJSON is json.MarshalIndent for values of the session.
func MarshalIndentJSON(x any, prefix, indent string) ([]byte, error) {
	out, err := json.MarshalIndent(x, prefix, indent)
	return out, marshalError(err)
}

// EncodeJSON is enc.Encode for values of the session.
func EncodeJSON(enc *json.Encoder, x any) error { return marshalError(enc.Encode(x)) }

// MarshalJSON encodes a box as package encoding/json encodes the value, by the descriptor.
func (b B) MarshalJSON() ([]byte, error) {
	out, err := new(jsonEncoder).value(reflect.ValueOf(b.V), b.T)
	if err != nil {
		return nil, encodingFailed{err}
	}
	return out, nil
}

// encodingFailed is an error of the value in a box, which package json takes for one of the box.
type encodingFailed struct{ error }

func (e encodingFailed) Unwrap() error { return e.error }

// marshalError is the error that package json would have returned without boxes.
func marshalError(err error) error {
	for {
		m, ok := err.(*json.MarshalerError)
		if !ok {
			return err
		}
		inner, ok := m.Err.(encodingFailed)
		if !ok {
			return err
		}
		err = inner.error
	}
}

// A jsonEncoder encodes one value. Below a depth it looks for pointers that it has met already.
type jsonEncoder struct {
	depth int
	seen  map[unsafe.Pointer]bool
}

const cyclesFrom = 1000 // pointers, maps and slices inside each other

func (e *jsonEncoder) value(v reflect.Value, t *Type) ([]byte, error) {
	if !v.IsValid() {
		return []byte("null"), nil
	}
	if t == nil {
		return e.compiled(v)
	}
	if v.Kind() == reflect.Interface && t.Kind != "interface" { // a field of a type in a cycle
		if v.IsNil() {
			return []byte("null"), nil
		}
		v = v.Elem()
	}
	if t.Kind == "ptr" && v.IsNil() {
		return []byte("null"), nil
	}
	if out, ok, err := e.byMethod(v, t); ok {
		return out, err
	}
	switch t.Kind {
	case "struct":
		return e.structure(v, t)
	case "interface":
		if v.IsNil() {
			return []byte("null"), nil
		}
		return e.compiled(v.Elem())
	case "ptr", "slice", "map":
		return e.guarded(v, t)
	case "array":
		return e.list(v, t)
	case "func", "chan", "complex64", "complex128":
		return nil, &json.UnsupportedTypeError{Type: mirrorOf(t, v.Type())}
	}
	return e.compiled(v)
}

// compiled encodes a value without descriptor, which may be a box.
func (e *jsonEncoder) compiled(v reflect.Value) ([]byte, error) {
	x := v.Interface()
	if v.CanAddr() && v.Kind() != reflect.Interface {
		x = v.Addr().Interface() // a method of the pointer counts
	}
	if b, ok := x.(boxed); ok {
		return e.value(reflect.ValueOf(b.Boxed().V), b.Boxed().T)
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false) // package json does that with the whole if it is wanted
	if err := enc.Encode(x); err != nil {
		return nil, marshalError(err)
	}
	return bytes.TrimSuffix(out.Bytes(), []byte("\n")), nil
}

// byMethod encodes v with a method of its own; ok is false if it has none.
func (e *jsonEncoder) byMethod(v reflect.Value, t *Type) (out []byte, ok bool, err error) {
	f, recv, ok := marshaler(v, t, "MarshalJSON")
	if ok {
		out, err := f(recv)
		var b bytes.Buffer
		if err == nil {
			err = json.Compact(&b, out)
		}
		if err != nil {
			return nil, true, &json.MarshalerError{Type: mirrorOf(t, v.Type()), Err: err}
		}
		return b.Bytes(), true, nil
	}
	f, recv, ok = marshaler(v, t, "MarshalText")
	if !ok {
		return nil, false, nil
	}
	text, err := f(recv)
	if err != nil {
		return nil, true, textError(mirrorOf(t, v.Type()), err)
	}
	out, err = e.compiled(reflect.ValueOf(string(text)))
	return out, true, err
}

// marshaler is a method of t, or of a pointer to t if v has an address.
func marshaler(v reflect.Value, t *Type, name string) (f func(any) ([]byte, error), receiver any, ok bool) {
	if t.ptr != nil && v.CanAddr() {
		if f, ok := method[func(any) ([]byte, error)](t.ptr, name); ok {
			return f, v.Addr().Interface(), true
		}
	}
	f, ok = method[func(any) ([]byte, error)](t, name)
	if !ok {
		return nil, nil, false
	}
	return f, v.Interface(), true
}

type textFailure struct{}

func (textFailure) MarshalText() ([]byte, error) { return nil, errors.New("") }

// textError is the error of package json about a MarshalText.
func textError(t reflect.Type, err error) error {
	_, failure := json.Marshal(textFailure{})
	m, ok := failure.(*json.MarshalerError)
	if !ok {
		return err
	}
	m.Type, m.Err = t, err
	return m
}

// guarded encodes what can be part of itself.
func (e *jsonEncoder) guarded(v reflect.Value, t *Type) ([]byte, error) {
	e.depth++
	defer func() { e.depth-- }()
	if e.depth > cyclesFrom && !v.IsNil() {
		p := v.UnsafePointer()
		if e.seen[p] {
			return nil, &json.UnsupportedValueError{Value: v, Str: "encountered a cycle via " + t.Name}
		}
		if e.seen == nil {
			e.seen = map[unsafe.Pointer]bool{}
		}
		e.seen[p] = true
		defer delete(e.seen, p)
	}
	switch t.Kind {
	case "ptr":
		return e.value(v.Elem(), t.elem)
	case "map":
		return e.mapping(v, t)
	}
	return e.list(v, t)
}

func (e *jsonEncoder) structure(v reflect.Value, t *Type) ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for _, f := range jsonFields(t, v.Type()) {
		fv, ok := f.in(v)
		if !ok || f.omitEmpty && isEmpty(fv) || f.omitZero && isZero(fv, f.typ) {
			continue
		}
		out, err := e.value(fv, f.typ)
		if err != nil {
			return nil, err
		}
		if f.quoted && string(out) != "null" {
			if out, err = e.compiled(reflect.ValueOf(string(out))); err != nil {
				return nil, err
			}
		}
		if err := e.member(&b, f.name, out); err != nil {
			return nil, err
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// member appends a name and a value to an object.
func (e *jsonEncoder) member(b *bytes.Buffer, name string, value []byte) error {
	if b.Len() > 1 {
		b.WriteByte(',')
	}
	key, err := e.compiled(reflect.ValueOf(name))
	if err != nil {
		return err
	}
	b.Write(key)
	b.WriteByte(':')
	b.Write(value)
	return nil
}

// in is the field in the struct v; ok is false if it is behind a nil pointer.
func (f jsonField) in(v reflect.Value) (_ reflect.Value, ok bool) {
	for _, s := range f.path {
		for v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
			if v.IsNil() {
				return v, false
			}
			v = v.Elem()
		}
		v = v.Field(s.index)
	}
	return v, true
}

func isEmpty(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Array, reflect.Map, reflect.Slice, reflect.String:
		return v.Len() == 0
	case reflect.Struct:
		return false
	}
	return v.IsZero()
}

func isZero(v reflect.Value, t *Type) bool {
	if t == nil {
		if v.Kind() == reflect.Pointer && v.IsNil() {
			return true
		}
		p := reflect.New(v.Type())
		p.Elem().Set(v)
		if z, ok := p.Interface().(interface{ IsZero() bool }); ok {
			return z.IsZero()
		}
		if z, ok := v.Interface().(interface{ IsZero() bool }); ok {
			return z.IsZero()
		}
		return v.IsZero()
	}
	if t.Kind == "ptr" && v.IsNil() {
		return true
	}
	if f, ok := method[func(any) bool](t, "IsZero"); ok {
		return f(v.Interface())
	}
	if t.ptr != nil {
		if f, ok := method[func(any) bool](t.ptr, "IsZero"); ok {
			p := reflect.New(v.Type())
			p.Elem().Set(v)
			return f(p.Interface())
		}
	}
	if t.Kind == "interface" && !v.IsNil() {
		if b, ok := v.Interface().(boxed); ok {
			if f, ok := method[func(any) bool](b.Boxed().T, "IsZero"); ok {
				return f(b.Boxed().V)
			}
		}
	}
	return v.IsZero()
}

func (e *jsonEncoder) list(v reflect.Value, t *Type) ([]byte, error) {
	if t.Kind == "slice" && v.IsNil() {
		return []byte("null"), nil
	}
	if t.elem == nil || t.Kind == "slice" && v.Type().Elem().Kind() == reflect.Uint8 {
		return e.compiled(v)
	}
	var b bytes.Buffer
	b.WriteByte('[')
	for i := range v.Len() {
		if i > 0 {
			b.WriteByte(',')
		}
		out, err := e.value(v.Index(i), t.elem)
		if err != nil {
			return nil, err
		}
		b.Write(out)
	}
	b.WriteByte(']')
	return b.Bytes(), nil
}

func (e *jsonEncoder) mapping(v reflect.Value, t *Type) ([]byte, error) {
	if !isKey(v.Type().Key(), t.key, "MarshalText") {
		return nil, &json.UnsupportedTypeError{Type: mirrorOf(t, v.Type())}
	}
	if v.IsNil() {
		return []byte("null"), nil
	}
	type entry struct {
		name  string
		value reflect.Value
	}
	var entries []entry
	for _, k := range v.MapKeys() {
		name, err := keyText(k, t.key)
		if err != nil {
			return nil, fmt.Errorf("json: encoding error for type %q: %q", t.Name, err.Error())
		}
		entries = append(entries, entry{name, v.MapIndex(k)})
	}
	slices.SortFunc(entries, func(a, b entry) int { return strings.Compare(a.name, b.name) })
	var b bytes.Buffer
	b.WriteByte('{')
	for _, x := range entries {
		out, err := e.value(x.value, t.elem)
		if err != nil {
			return nil, err
		}
		if err := e.member(&b, x.name, out); err != nil {
			return nil, err
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// isKey reports whether a map with such keys is an object in JSON.
func isKey(layout reflect.Type, t *Type, textMethod string) bool {
	switch z := reflect.Zero(layout); {
	case z.CanInt(), z.CanUint(), z.Kind() == reflect.String:
		return true
	case t == nil && textMethod == "MarshalText":
		return layout.Implements(reflect.TypeFor[encoding.TextMarshaler]())
	case t == nil:
		return reflect.PointerTo(layout).Implements(reflect.TypeFor[encoding.TextUnmarshaler]())
	case textMethod == "MarshalText":
		return t.hasMethod(textMethod)
	}
	return t.ptr != nil && t.ptr.hasMethod(textMethod)
}

// keyText is a map key as JSON has it.
func keyText(k reflect.Value, t *Type) (string, error) {
	if k.Kind() == reflect.String {
		return k.String(), nil
	}
	if t != nil {
		if f, ok := method[func(any) ([]byte, error)](t, "MarshalText"); ok {
			if t.Kind == "ptr" && k.IsNil() {
				return "", nil
			}
			text, err := f(k.Interface())
			return string(text), err
		}
	} else if m, ok := k.Interface().(encoding.TextMarshaler); ok {
		text, err := m.MarshalText()
		return string(text), err
	}
	if k.CanInt() {
		return strconv.FormatInt(k.Int(), 10), nil
	}
	return strconv.FormatUint(k.Uint(), 10), nil
}
