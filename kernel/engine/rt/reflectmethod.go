package rt

import (
	"go/token"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// Methods of mirrors: package reflect sees none, so these functions look at the descriptors.

// exportedMethods are the names of t's exported methods, sorted.
func (t *Type) exportedMethods() []string {
	t.mu.RLock()
	defer t.mu.RUnlock()
	names := slices.Sorted(maps.Keys(t.has))
	return slices.DeleteFunc(names, func(n string) bool { return !token.IsExported(n) })
}

// ReflectNumMethod is v.NumMethod().
func (r *RT) ReflectNumMethod(v reflect.Value) int { return r.ReflectTypeNumMethod(v.Type()) }

// ReflectTypeNumMethod is m.NumMethod().
func (r *RT) ReflectTypeNumMethod(m reflect.Type) int {
	if t, _ := r.shapes.described(m); t != nil {
		return len(t.exportedMethods())
	}
	return m.NumMethod()
}

// ReflectMethod is v.Method(i).
func (r *RT) ReflectMethod(v reflect.Value, i int) reflect.Value {
	t, _ := r.shapes.described(v.Type())
	if t == nil {
		return v.Method(i)
	}
	names := t.exportedMethods()
	if uint(i) >= uint(len(names)) {
		panic("reflect: Method index out of range")
	}
	return r.bound(v, t, names[i])
}

// ReflectMethodByName is v.MethodByName(name).
func (r *RT) ReflectMethodByName(v reflect.Value, name string) reflect.Value {
	t, _ := r.shapes.described(v.Type())
	if t == nil {
		return v.MethodByName(name)
	}
	if !slices.Contains(t.exportedMethods(), name) {
		return reflect.Value{}
	}
	return r.bound(v, t, name)
}

// bound is a method of t with the receiver v.
func (r *RT) bound(v reflect.Value, t *Type, name string) reflect.Value {
	fn := t.function(name)
	receiver := reflect.ValueOf(Val(r.box(v)))
	return reflect.MakeFunc(withoutFirst(fn.Type()), func(args []reflect.Value) []reflect.Value {
		return callFunction(fn, append([]reflect.Value{receiver}, args...))
	})
}

// function is what a method was lowered to: func(receiver any, ...).
func (t *Type) function(name string) reflect.Value {
	t.mu.RLock()
	defer t.mu.RUnlock()
	fn := reflect.ValueOf(t.methods[name])
	if !fn.IsValid() {
		panic(unsupported("reflection on the method "+name+", which has parameters or results of types declared in a cell,", t))
	}
	return fn
}

func withoutFirst(f reflect.Type) reflect.Type {
	in, out := signature(f)
	return reflect.FuncOf(in[1:], out, f.IsVariadic())
}

func signature(f reflect.Type) (in, out []reflect.Type) {
	for i := range f.NumIn() {
		in = append(in, f.In(i))
	}
	for i := range f.NumOut() {
		out = append(out, f.Out(i))
	}
	return in, out
}

func callFunction(fn reflect.Value, args []reflect.Value) []reflect.Value {
	if fn.Type().IsVariadic() {
		return fn.CallSlice(args)
	}
	return fn.Call(args)
}

// ReflectTypeMethod is m.Method(i).
func (r *RT) ReflectTypeMethod(m reflect.Type, i int) reflect.Method {
	t, _ := r.shapes.described(m)
	if t == nil {
		return m.Method(i)
	}
	names := t.exportedMethods()
	if uint(i) >= uint(len(names)) {
		panic("reflect: Method index out of range")
	}
	return r.methodOf(m, t, names[i], i)
}

// ReflectTypeMethodByName is m.MethodByName(name).
func (r *RT) ReflectTypeMethodByName(m reflect.Type, name string) (reflect.Method, bool) {
	t, _ := r.shapes.described(m)
	if t == nil {
		return m.MethodByName(name)
	}
	i := slices.Index(t.exportedMethods(), name)
	if i < 0 {
		return reflect.Method{}, false
	}
	return r.methodOf(m, t, name, i), true
}

func (r *RT) methodOf(m reflect.Type, t *Type, name string, i int) reflect.Method {
	if t.Kind == "interface" {
		return reflect.Method{Name: name, Index: i}
	}
	fn := t.function(name)
	in, out := signature(fn.Type())
	in[0] = m
	f := reflect.MakeFunc(reflect.FuncOf(in, out, fn.Type().IsVariadic()), func(args []reflect.Value) []reflect.Value {
		args[0] = reflect.ValueOf(Val(r.box(args[0])))
		return callFunction(fn, args)
	})
	return reflect.Method{Name: name, Type: f.Type(), Func: f, Index: i}
}

// ReflectCall is v.Call(args): parameters of interface types get boxes.
func (r *RT) ReflectCall(v reflect.Value, args []reflect.Value) []reflect.Value {
	f := v.Type()
	args = slices.Clone(args)
	for i := range args {
		switch n := f.NumIn(); {
		case f.IsVariadic() && i >= n-1:
			args[i] = r.ReflectInto(args[i], f.In(n-1).Elem())
		case i < n:
			args[i] = r.ReflectInto(args[i], f.In(i))
		}
	}
	return v.Call(args)
}

// ReflectImplements is m.Implements(i).
func (r *RT) ReflectImplements(m, i reflect.Type) bool {
	if i == nil || i.Kind() != reflect.Interface {
		return m.Implements(i) // panics
	}
	t, _ := r.shapes.described(m)
	it, _ := r.shapes.described(i)
	switch {
	case t == nil && it == nil:
		return m.Implements(i)
	case it == nil: // a compiled interface
		for want := range i.Methods() {
			if key := want.Name + strings.TrimPrefix(want.Type.String(), "func"); !t.hasKey(want.Name, key) {
				return false
			}
		}
		return true
	}
	for name, key := range it.has {
		if t != nil && !t.hasKey(name, key) {
			return false
		}
		if method, ok := m.MethodByName(name); t == nil && (!ok || m.Kind() != reflect.Interface && name+withoutReceiver(method.Type) != key) {
			return false
		}
	}
	return true
}

// ReflectAssignableTo is m.AssignableTo(to).
func (r *RT) ReflectAssignableTo(m, to reflect.Type) bool {
	if to.Kind() == reflect.Interface {
		return r.ReflectImplements(m, to)
	}
	return m.AssignableTo(to)
}

// ReflectConvertibleTo is m.ConvertibleTo(to).
func (r *RT) ReflectConvertibleTo(m, to reflect.Type) bool {
	if to.Kind() == reflect.Interface {
		return r.ReflectImplements(m, to)
	}
	return m.ConvertibleTo(to)
}
