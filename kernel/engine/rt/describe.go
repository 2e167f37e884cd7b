package rt

import (
	"reflect"

	"weft/kernel/display"
)

// Describe implements display.Described, so that a session's values look as Go's do.
func (b B) Describe() (reflect.Value, display.Type) {
	return reflect.ValueOf(b.V), described{b.T}
}

// described is a descriptor as package display reads it.
type described struct{ t *Type }

func (d described) String() string     { return d.t.Name }
func (d described) Key() display.Type  { return describe(d.t.key) }
func (d described) Elem() display.Type { return describe(d.t.elem) }

func (d described) Field(i int) (string, display.Type) {
	if i >= len(d.t.fields) {
		return "", nil
	}
	return d.t.fields[i].name, describe(d.t.fields[i].typ)
}

// describe keeps a nil descriptor a nil interface.
func describe(t *Type) display.Type {
	if t == nil {
		return nil
	}
	return described{t}
}

// Method binds the function that a method was lowered to, whose first parameter is the receiver as
// an interface, to v.
func (d described) Method(v reflect.Value, name string) any {
	d.t.mu.RLock()
	fn := reflect.ValueOf(d.t.methods[name])
	d.t.mu.RUnlock()
	if !fn.IsValid() || !v.CanInterface() {
		return nil
	}
	t := fn.Type()
	var in, out []reflect.Type
	for i := 1; i < t.NumIn(); i++ {
		in = append(in, t.In(i))
	}
	for i := range t.NumOut() {
		out = append(out, t.Out(i))
	}
	bound := reflect.MakeFunc(reflect.FuncOf(in, out, t.IsVariadic()), func(args []reflect.Value) []reflect.Value {
		args = append([]reflect.Value{v}, args...)
		if t.IsVariadic() {
			return fn.CallSlice(args)
		}
		return fn.Call(args)
	})
	return bound.Interface()
}
