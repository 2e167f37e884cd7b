package rt

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// UnmarshalJSON is json.Unmarshal for values of the session.
func UnmarshalJSON(data []byte, x any) error {
	d := jsonDecoder{}
	v, t, ok := d.target(x)
	if !ok {
		return json.Unmarshal(data, x)
	}
	var raw json.RawMessage
	if err := json.Unmarshal(data, &raw); err != nil {
		return err
	}
	d.start = bytes.Index(data, raw)
	return d.run(raw, v, t)
}

// DecodeJSON is dec.Decode for values of the session.
func DecodeJSON(dec *json.Decoder, x any) error {
	state := reflect.ValueOf(dec).Elem().FieldByName("d")
	d := jsonDecoder{useNumber: state.FieldByName("useNumber").Bool(), strict: state.FieldByName("disallowUnknownFields").Bool()}
	v, t, ok := d.target(x)
	if !ok {
		return dec.Decode(x)
	}
	before := dec.InputOffset()
	var raw json.RawMessage
	if err := dec.Decode(&raw); err != nil {
		return err
	}
	d.start = d.space(dec, int(dec.InputOffset()-before), len(raw))
	return d.run(raw, v, t)
}

// A jsonDecoder stores one JSON value, which is known to be valid, as package json does: by the
// descriptors, since the layouts have neither methods nor embedding.
type jsonDecoder struct {
	useNumber, strict bool
	saved             error    // the first error that does not stop decoding
	owner             string   // the struct that is being decoded
	path              []string // of the field
	data              []byte   // the whole value: what is decoded are its parts, up to its capacity
	start             int      // the white space in front of it, which counts in offsets
	quote             int      // the offset of the end of the string that holds the literal, if not 0
}

// space is the white space that a Decoder has read with its last value, of n bytes.
func (d *jsonDecoder) space(dec *json.Decoder, read, n int) int {
	state := reflect.ValueOf(dec).Elem()
	buf, scanned := state.FieldByName("buf"), state.FieldByName("scanp")
	if !buf.IsValid() || !scanned.IsValid() { // another release's: only offsets of errors need it
		return 0
	}
	text := buf.Bytes()[:scanned.Int()-int64(n)]
	return min(read-n, len(text)-len(bytes.TrimRight(text, " \t\r\n")))
}

// offset is where a part of the value is that package json has read up to byte n of when it finds a mismatch.
func (d *jsonDecoder) offset(part []byte, n int) int64 {
	if d.quote > 0 {
		return int64(d.quote)
	}
	return int64(d.start + cap(d.data) - cap(part) + n)
}

// target is what x, the pointer that a caller decodes into, points to; ok is false if nothing of it
// is a session's.
func (d *jsonDecoder) target(x any) (v reflect.Value, t *Type, ok bool) {
	if b, isBox := x.(boxed); isBox {
		return reflect.ValueOf(b.Boxed().V), b.Boxed().T, true
	}
	if p, isAny := x.(*any); isAny && p != nil && TypeOf(*p) != nil && TypeOf(*p).Kind == "ptr" {
		return d.target(*p)
	}
	if s := reflect.ValueOf(x); s.Kind() == reflect.Pointer && holdsPointers(s.Elem()) {
		return s, nil, true
	}
	return v, nil, false
}

func (d *jsonDecoder) run(data []byte, v reflect.Value, t *Type) error {
	if v.Kind() != reflect.Pointer || v.IsNil() {
		return &json.InvalidUnmarshalError{Type: mirrorOf(t, v.Type())}
	}
	d.data = data
	if err := d.value(data, v, t); err != nil {
		return d.inContext(err)
	}
	return d.saved
}

// save keeps the first error.
func (d *jsonDecoder) save(err error) {
	if d.saved == nil {
		d.saved = d.inContext(err)
	}
}

func (d *jsonDecoder) inContext(err error) error {
	e, ok := err.(*json.UnmarshalTypeError)
	if !ok || d.owner == "" && len(d.path) == 0 {
		return err
	}
	path := d.path
	if e.Field != "" {
		path = append(slices.Clip(path), e.Field)
	}
	e.Struct, e.Field = d.owner, strings.Join(path, ".")
	return e
}

// mismatch saves the error about a JSON value of another kind than v, of the type t.
func (d *jsonDecoder) mismatch(data []byte, v reflect.Value, t *Type) {
	n := len(data)
	if data[0] == '{' || data[0] == '[' {
		n = 1
	}
	d.save(&json.UnmarshalTypeError{Value: kindOfJSON(data), Type: mirrorOf(t, v.Type()), Offset: d.offset(data, n)})
}

// value decodes data into v, which can be set or is a pointer that is not nil. t is nil for a compiled type.
func (d *jsonDecoder) value(data []byte, v reflect.Value, t *Type) error {
	null := data[0] == 'n'
	if t == nil {
		if p, held, ok := pointerIn(v, null); ok {
			return d.value(data, p, held)
		}
		if s := reflect.Indirect(v); data[0] == '[' && holdsPointers(s) {
			return d.array(data, s, &Type{Kind: "slice"})
		}
		return d.compiled(data, v)
	}
	if v.Kind() == reflect.Interface && t.Kind != "interface" { // a field of a type in a cycle
		held := reflect.New(t.layout).Elem()
		if !v.IsNil() {
			held.Set(v.Elem())
		}
		err := d.value(data, held, t)
		if held.IsNil() {
			v.SetZero()
		} else {
			v.Set(held)
		}
		return err
	}
	v0, t0 := v, t
	for {
		if p, held, ok := pointerIn(v, null); ok {
			v, t = p, held
			continue
		}
		if v.Kind() != reflect.Pointer && t.ptr != nil && v.CanAddr() {
			if done, err := d.byMethod(data, v.Addr(), t.ptr, v0, t0); done {
				return err
			}
		}
		if v.Kind() != reflect.Pointer || null && v.CanSet() {
			break
		}
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		if done, err := d.byMethod(data, v, t, v0, t0); done {
			return err
		}
		if v, t = v.Elem(), t.elem; t == nil {
			return d.compiled(data, v)
		}
	}
	switch data[0] {
	case '{':
		return d.object(data, v, t)
	case '[':
		return d.array(data, v, t)
	}
	return d.literal(data, v, t)
}

// pointerIn is the pointer to a value of the session that the interface v holds, if a value, or null, is
// decoded into what it points to.
func pointerIn(v reflect.Value, null bool) (p reflect.Value, t *Type, ok bool) {
	if v.Kind() != reflect.Interface || v.IsNil() {
		return p, nil, false
	}
	b, ok := v.Elem().Interface().(boxed)
	if !ok || b.Boxed().T.Kind != "ptr" || reflect.ValueOf(b.Boxed().V).IsNil() {
		return p, nil, false
	}
	elem := b.Boxed().T.elem
	return reflect.ValueOf(b.Boxed().V), b.Boxed().T, !null || elem != nil && elem.Kind == "ptr"
}

// holdsPointers reports whether v is an []any that holds pointers to values of the session.
func holdsPointers(v reflect.Value) bool {
	if v.Kind() != reflect.Slice || v.Type() != reflect.TypeFor[[]any]() {
		return false
	}
	for i := range v.Len() {
		if _, _, ok := pointerIn(v.Index(i), false); ok {
			return true
		}
	}
	return false
}

// byMethod decodes data with a method of the pointer p of type t; v0 and t0 are what is to be decoded.
func (d *jsonDecoder) byMethod(data []byte, p reflect.Value, t *Type, v0 reflect.Value, t0 *Type) (done bool, err error) {
	if f, ok := method[func(any, []byte) error](t, "UnmarshalJSON"); ok {
		return true, f(p.Interface(), data)
	}
	f, ok := method[func(any, []byte) error](t, "UnmarshalText")
	if !ok || data[0] == 'n' {
		return false, nil
	}
	if data[0] != '"' {
		d.mismatch(data, v0, t0)
		return true, nil
	}
	return true, f(p.Interface(), []byte(unquoteJSON(data)))
}

// compiled leaves data to package json.
func (d *jsonDecoder) compiled(data []byte, v reflect.Value) error {
	target := v
	if v.Kind() != reflect.Pointer || v.CanAddr() {
		target = v.Addr()
	}
	err := d.plain(data, target.Interface())
	if e, ok := err.(*json.UnmarshalTypeError); ok {
		e.Offset = d.offset(data, int(e.Offset))
		owner := d.owner
		if e.Struct != "" {
			d.owner = e.Struct
		}
		d.save(e)
		d.owner = owner
		return nil
	}
	return err
}

func (d *jsonDecoder) plain(data []byte, target any) error {
	dec := json.NewDecoder(strings.NewReader(string(data)))
	if d.useNumber {
		dec.UseNumber()
	}
	if d.strict {
		dec.DisallowUnknownFields()
	}
	return dec.Decode(target)
}

// literal decodes null, a boolean, a number or a string.
func (d *jsonDecoder) literal(data []byte, v reflect.Value, t *Type) error {
	switch t.Kind {
	case "ptr", "map", "interface":
		if data[0] == 'n' {
			v.SetZero()
			return nil
		}
		if t.Kind == "interface" && len(t.has) == 0 {
			return d.compiled(data, v)
		}
		d.mismatch(data, v, t)
		return nil
	case "slice":
		if data[0] == 'n' {
			v.SetZero()
			return nil
		}
		if data[0] != '"' || v.Type().Elem().Kind() != reflect.Uint8 {
			d.mismatch(data, v, t)
			return nil
		}
		if err := d.plain(data, v.Addr().Interface()); err != nil { // bad base64
			d.save(err)
		}
		return nil
	case "struct", "array", "chan", "func", "complex64", "complex128":
		if data[0] != 'n' {
			d.mismatch(data, v, t)
		}
		return nil
	}
	err := d.plain(data, v.Addr().Interface())
	if e, ok := err.(*json.UnmarshalTypeError); ok {
		e.Type, e.Offset = mirrorOf(t, v.Type()), d.offset(data, int(e.Offset))
		d.save(e)
		return nil
	}
	return err
}

// quoted decodes a field with the option "string": data is a string that holds the literal.
func (d *jsonDecoder) quoted(data []byte, v reflect.Value, t *Type) error {
	name := v.Type().String()
	if t != nil {
		name = t.Name
	}
	if data[0] == 'n' {
		return d.value(data, v, t)
	}
	if data[0] != '"' {
		d.save(fmt.Errorf("json: invalid use of ,string struct tag, trying to unmarshal unquoted value into %v", name))
		return nil
	}
	literal := unquoteJSON(data)
	d.quote = int(d.offset(data, len(data)))
	defer func() { d.quote = 0 }()
	bad := fmt.Errorf("json: invalid use of ,string struct tag, trying to unmarshal %q into %v", literal, name)
	at := v.Type()
	for at.Kind() == reflect.Pointer {
		at = at.Elem()
	}
	switch z := reflect.Zero(at); {
	case literal == "null":
		return d.value([]byte(literal), v, t)
	case literal == "" || literal[0] == 'n' || literal[0] == 't' && literal != "true" || literal[0] == 'f' && literal != "false":
		d.save(bad)
		return nil
	case !json.Valid([]byte(literal)) || strings.TrimSpace(literal) != literal:
		return bad
	case (literal[0] == 't' || literal[0] == 'f') != (z.Kind() == reflect.Bool), (literal[0] == '"') != (z.Kind() == reflect.String):
		if literal[0] == '"' || literal[0] == 't' || literal[0] == 'f' {
			d.save(bad)
			return nil
		}
		return bad
	}
	return d.value([]byte(literal), v, t)
}

func (d *jsonDecoder) array(data []byte, v reflect.Value, t *Type) error {
	if t.Kind == "interface" && len(t.has) == 0 {
		return d.compiled(data, v)
	}
	if t.Kind != "array" && t.Kind != "slice" {
		d.mismatch(data, v, t)
		return nil
	}
	i := 0
	for item := range jsonItems(data) {
		if v.Kind() == reflect.Slice {
			if i >= v.Cap() {
				v.Grow(1)
			}
			if i >= v.Len() {
				v.SetLen(i + 1)
			}
		}
		if i < v.Len() {
			if err := d.value(item, v.Index(i), t.elem); err != nil {
				return err
			}
		}
		i++
	}
	if v.Kind() == reflect.Array {
		for ; i < v.Len(); i++ {
			v.Index(i).SetZero()
		}
		return nil
	}
	v.SetLen(i)
	if i == 0 {
		v.Set(reflect.MakeSlice(v.Type(), 0, 0))
	}
	return nil
}
