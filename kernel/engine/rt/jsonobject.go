package rt

import (
	"encoding"
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

func (d *jsonDecoder) object(data []byte, v reflect.Value, t *Type) error {
	switch {
	case t.Kind == "interface" && len(t.has) == 0:
		return d.compiled(data, v)
	case t.Kind == "map" && isKey(v.Type().Key(), t.key, "UnmarshalText"):
		if v.IsNil() {
			v.Set(reflect.MakeMap(v.Type()))
		}
	case t.Kind != "struct":
		d.mismatch(data, v, t)
		return nil
	}
	owner, depth := d.owner, len(d.path)
	for key, item := range jsonMembers(data) {
		name := unquoteJSON(key)
		var err error
		if t.Kind == "map" {
			err = d.entry(key, name, item, v, t)
		} else {
			err = d.field(name, item, v, t)
		}
		if err != nil {
			return err
		}
		d.owner, d.path = owner, d.path[:depth]
	}
	return nil
}

// field decodes a member of an object into the field of its name.
func (d *jsonDecoder) field(key string, data []byte, v reflect.Value, t *Type) error {
	f, ok := fieldNamed(jsonFields(t, v.Type()), key)
	if !ok {
		if d.strict {
			d.save(fmt.Errorf("json: unknown field %q", key))
		}
		return nil
	}
	at, layout := t, v.Type()
	for i, s := range f.path {
		if v.Kind() == reflect.Interface { // a field of a type in a cycle
			if v.IsNil() {
				v.Set(reflect.New(at.layout.Elem()))
			}
			v = v.Elem()
		}
		if v.Kind() == reflect.Pointer {
			if v.IsNil() {
				if f.path[i-1].unexported {
					name := v.Type().Elem().String()
					if at != nil {
						name = at.elem.Name
					}
					d.save(fmt.Errorf("json: cannot set embedded pointer to unexported struct: %s", name))
					return nil
				}
				v.Set(reflect.New(v.Type().Elem()))
			}
			v = v.Elem()
		}
		if i < len(f.path)-1 {
			d.path = append(d.path, s.name)
		}
		v, at = v.Field(s.index), s.typ
	}
	d.owner = ""
	if t.Named {
		d.owner = mirrorOf(t, layout).Name()
	}
	d.path = append(d.path, f.name)
	if f.quoted {
		return d.quoted(data, v, at)
	}
	return d.value(data, v, at)
}

// fieldNamed finds a name as it is, or else without regard to case.
func fieldNamed(fields []jsonField, name string) (jsonField, bool) {
	for _, f := range fields {
		if f.name == name {
			return f, true
		}
	}
	for _, f := range fields {
		if strings.EqualFold(f.name, name) {
			return f, true
		}
	}
	return jsonField{}, false
}

// entry decodes a member of an object into a map.
func (d *jsonDecoder) entry(quoted []byte, name string, data []byte, v reflect.Value, t *Type) error {
	elem := reflect.New(v.Type().Elem()).Elem()
	if err := d.value(data, elem, t.elem); err != nil {
		return err
	}
	k, err := d.key(quoted, name, v.Type().Key(), t.key)
	if err != nil {
		return err
	}
	if k.IsValid() {
		v.SetMapIndex(k, elem)
	}
	return nil
}

// key is the key of a map that a name stands for; it is not valid if there is none.
func (d *jsonDecoder) key(quoted []byte, name string, layout reflect.Type, t *Type) (reflect.Value, error) {
	k := reflect.New(layout)
	if t != nil && t.ptr != nil {
		if f, ok := method[func(any, []byte) error](t.ptr, "UnmarshalText"); ok {
			return k.Elem(), f(k.Interface(), []byte(name))
		}
	} else if u, ok := k.Interface().(encoding.TextUnmarshaler); ok && t == nil {
		return k.Elem(), u.UnmarshalText([]byte(name))
	}
	k = k.Elem()
	switch {
	case k.Kind() == reflect.String:
		k.SetString(name)
		return k, nil
	case k.CanInt():
		if n, err := strconv.ParseInt(name, 10, 64); err == nil && !k.OverflowInt(n) {
			k.SetInt(n)
			return k, nil
		}
	case k.CanUint():
		if n, err := strconv.ParseUint(name, 10, 64); err == nil && !k.OverflowUint(n) {
			k.SetUint(n)
			return k, nil
		}
	}
	typ := layout
	if t != nil {
		typ = mirrorOf(t, layout)
	}
	d.save(&json.UnmarshalTypeError{Value: "number " + name, Type: typ, Offset: d.offset(quoted, 1)})
	return reflect.Value{}, nil
}
