package rt

import "reflect"

// Key is x as the key of a map. If it cannot be one, it is a value that cannot either, with types of Go's names
// in place of boxes: what the map says about it depends on the map and on what is done with it.
func Key(x any) any {
	v := reflect.ValueOf(x)
	if unhashable(v) == "" {
		return x
	}
	in := reflect.New(reflect.TypeFor[any]()).Elem()
	if _, ok := x.(boxed); ok {
		in.Set(v)
		return bared(in).Interface()
	}
	return bared(v).Interface()
}

// StoredKey is x as the key of an element of the map m that is about to be written; m can be nil if it is not known.
func StoredKey(x, m any) any {
	name := unhashable(reflect.ValueOf(x))
	switch v := reflect.ValueOf(m); {
	case name == "":
		return x
	case v.Kind() == reflect.Map && v.IsNil():
		var none map[int]int
		//lint:ignore SA5000 its panic is what is wanted
		none[0] = 0
	}
	panic(runtimeError("hash of unhashable type " + name))
}

// CheckKey panics if x cannot be the key of a map whose keys have methods.
func CheckKey(x any) {
	if name := unhashable(reflect.ValueOf(x)); name != "" {
		panic(runtimeError("hash of unhashable type " + name))
	}
}

// bared is a copy of v in which zero values of mirrors take the place of boxes that have no hash.
func bared(v reflect.Value) reflect.Value {
	c := reflect.New(v.Type()).Elem()
	c.Set(v)
	switch v.Kind() {
	case reflect.Interface:
		if v.IsNil() {
			break
		}
		b, ok := v.Interface().(boxed)
		if !ok {
			c.Set(bared(v.Elem()))
			break
		}
		t, x := b.Boxed().T, b.Boxed().V
		if layout := reflect.TypeOf(x); !t.comparable(layout) {
			if m := reflect.Zero(mirrorOf(t, layout)); m.Type().AssignableTo(v.Type()) {
				c.Set(m)
			}
			break
		}
		c.Set(reflect.ValueOf(Box(t, bared(reflect.ValueOf(x)).Interface())))
	case reflect.Struct:
		for i := range v.NumField() {
			if c.Field(i).CanSet() {
				c.Field(i).Set(bared(v.Field(i)))
			}
		}
	case reflect.Array:
		for i := range v.Len() {
			c.Index(i).Set(bared(v.Index(i)))
		}
	}
	return c
}

// unhashable is the name of the type that keeps v from being a key, of v itself or a part of it, else "".
func unhashable(v reflect.Value) string {
	open := v
	if v.IsValid() && v.CanInterface() {
		if b, ok := v.Interface().(boxed); ok {
			open = reflect.ValueOf(b.Boxed().V)
		}
	}
	if !open.IsValid() || open.Comparable() {
		return ""
	}
	name := ""
	switch open.Kind() {
	case reflect.Interface:
		return unhashable(open.Elem())
	case reflect.Struct:
		for i := 0; name == "" && i < open.NumField() && open.Type().Comparable(); i++ {
			name = unhashable(open.Field(i))
		}
	case reflect.Array:
		for i := 0; name == "" && i < open.Len() && open.Type().Comparable(); i++ {
			name = unhashable(open.Index(i))
		}
	}
	switch {
	case name != "":
		return name
	case v.CanInterface():
		return TypeName(v.Interface())
	}
	return v.Type().String()
}
