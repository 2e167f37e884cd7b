package rt

import (
	"bytes"
	"encoding"
	"encoding/json"
	"fmt"
	"reflect"
	"sort"
	"strings"
)

// MarshalJSON encodes a box as package encoding/json encodes the value, by the descriptor.
func (b B) MarshalJSON() ([]byte, error) {
	return encodeJSON(reflect.ValueOf(b.V), b.T)
}

func encodeJSON(v reflect.Value, t *Type) ([]byte, error) {
	if !v.IsValid() {
		return []byte("null"), nil
	}
	if t == nil {
		return json.Marshal(v.Interface())
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
	if f, ok := method[func(any) ([]byte, error)](t, "MarshalJSON"); ok {
		out, err := f(v.Interface())
		if err != nil {
			return nil, fmt.Errorf("json: error calling MarshalJSON for type %s: %w", t.Name, err)
		}
		return out, nil
	}
	if text, ok, err := encodeText(v, t); ok || err != nil {
		if err != nil {
			return nil, err
		}
		return json.Marshal(text)
	}
	switch t.Kind {
	case "struct":
		return encodeStruct(v, t)
	case "ptr":
		return encodeJSON(v.Elem(), t.elem)
	case "interface":
		if v.IsNil() {
			return []byte("null"), nil
		}
		return json.Marshal(v.Interface())
	case "slice", "array":
		return encodeList(v, t)
	case "map":
		return encodeMap(v, t)
	case "func", "chan", "complex64", "complex128":
		return nil, fmt.Errorf("json: unsupported type: %s", t.Name)
	}
	return json.Marshal(v.Interface())
}

func encodeText(v reflect.Value, t *Type) (string, bool, error) {
	f, ok := method[func(any) ([]byte, error)](t, "MarshalText")
	if !ok {
		return "", false, nil
	}
	out, err := f(v.Interface())
	if err != nil {
		return "", false, fmt.Errorf("json: error calling MarshalText for type %s: %w", t.Name, err)
	}
	return string(out), true, nil
}

// jsonField is a field that is encoded, with the depth of embedding that it was found at.
type jsonField struct {
	name   string
	value  reflect.Value
	typ    *Type
	quoted bool
	tagged bool
	depth  int
	order  int
}

func encodeStruct(v reflect.Value, t *Type) ([]byte, error) {
	var all []jsonField
	collectFields(v, t, 0, &all)
	var b bytes.Buffer
	b.WriteByte('{')
	n := 0
	for _, f := range visible(all) {
		out, err := encodeJSON(f.value, f.typ)
		if err != nil {
			return nil, err
		}
		if f.quoted {
			if out, err = json.Marshal(string(out)); err != nil {
				return nil, err
			}
		}
		if n > 0 {
			b.WriteByte(',')
		}
		n++
		key, err := json.Marshal(f.name)
		if err != nil {
			return nil, err
		}
		b.Write(key)
		b.WriteByte(':')
		b.Write(out)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// collectFields lists the fields of v and of what it embeds, apart from those that are left out.
func collectFields(v reflect.Value, t *Type, depth int, all *[]jsonField) {
	for i, f := range t.fields {
		tag := reflect.StructTag(f.tag).Get("json")
		if tag == "-" {
			continue
		}
		name, options, _ := strings.Cut(tag, ",")
		fv := v.Field(i)
		if f.embedded && name == "" {
			ft := f.typ
			if ft != nil && ft.Kind == "ptr" {
				if fv.IsNil() {
					continue
				}
				fv, ft = fv.Elem(), ft.elem
			}
			if ft != nil && ft.Kind == "struct" {
				collectFields(fv, ft, depth+1, all)
				continue
			}
			if !f.exported {
				continue
			}
		}
		if !f.exported || omitted(fv, f.typ, options) {
			continue
		}
		entry := jsonField{name: name, value: fv, typ: f.typ, tagged: name != "", depth: depth, order: len(*all)}
		if name == "" {
			entry.name = f.name
		}
		if hasOption(options, "string") && (fv.CanInt() || fv.CanUint() || fv.CanFloat() || fv.Kind() == reflect.String || fv.Kind() == reflect.Bool) {
			entry.quoted = true
		}
		*all = append(*all, entry)
	}
}

func hasOption(options, name string) bool {
	for _, o := range strings.Split(options, ",") {
		if o == name {
			return true
		}
	}
	return false
}

func omitted(v reflect.Value, t *Type, options string) bool {
	if hasOption(options, "omitzero") {
		if t != nil {
			if f, ok := method[func(any) bool](t, "IsZero"); ok {
				return f(v.Interface())
			}
		} else if z, ok := v.Interface().(interface{ IsZero() bool }); ok {
			return z.IsZero()
		}
		return v.IsZero()
	}
	if !hasOption(options, "omitempty") {
		return false
	}
	switch v.Kind() {
	case reflect.Array, reflect.Map, reflect.Slice, reflect.String:
		return v.Len() == 0
	case reflect.Struct:
		return false
	}
	return v.IsZero()
}

// visible applies Go's rules for names that occur more than once: the shallowest wins, then the
// tagged one; a tie hides all.
func visible(all []jsonField) []jsonField {
	best := map[string]jsonField{}
	tie := map[string]bool{}
	better := func(a, b jsonField) bool {
		return a.depth < b.depth || a.depth == b.depth && a.tagged && !b.tagged
	}
	for _, f := range all {
		old, ok := best[f.name]
		switch {
		case !ok || better(f, old):
			best[f.name], tie[f.name] = f, false
		case !better(old, f):
			tie[f.name] = true
		}
	}
	var out []jsonField
	for name, f := range best {
		if !tie[name] {
			out = append(out, f)
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].order < out[j].order })
	return out
}

func encodeList(v reflect.Value, t *Type) ([]byte, error) {
	if t.Kind == "slice" && v.IsNil() {
		return []byte("null"), nil
	}
	if t.elem == nil || t.Kind == "slice" && v.Type().Elem().Kind() == reflect.Uint8 {
		return json.Marshal(v.Interface())
	}
	var b bytes.Buffer
	b.WriteByte('[')
	for i := range v.Len() {
		if i > 0 {
			b.WriteByte(',')
		}
		out, err := encodeJSON(v.Index(i), t.elem)
		if err != nil {
			return nil, err
		}
		b.Write(out)
	}
	b.WriteByte(']')
	return b.Bytes(), nil
}

func encodeMap(v reflect.Value, t *Type) ([]byte, error) {
	if v.IsNil() {
		return []byte("null"), nil
	}
	out := map[string]json.RawMessage{}
	for _, k := range v.MapKeys() {
		name, err := keyText(k, t.key)
		if err != nil {
			return nil, err
		}
		if out[name], err = encodeJSON(v.MapIndex(k), t.elem); err != nil {
			return nil, err
		}
	}
	return json.Marshal(out)
}

// keyText is a map key as JSON has it.
func keyText(k reflect.Value, t *Type) (string, error) {
	if k.Kind() == reflect.String {
		return k.String(), nil
	}
	if t != nil {
		if text, ok, err := encodeText(k, t); ok || err != nil {
			return text, err
		}
	} else if m, ok := k.Interface().(encoding.TextMarshaler); ok {
		text, err := m.MarshalText()
		return string(text), err
	}
	if k.CanInt() || k.CanUint() {
		return fmt.Sprint(k.Interface()), nil
	}
	return "", fmt.Errorf("json: unsupported type: map[%s]", k.Type())
}
