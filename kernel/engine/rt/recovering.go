package rt

import (
	"reflect"
	"runtime"
	"unsafe"
	"weak"
)

// A recovering is a function value that recovers if it is deferred. The function itself holds it, so
// it lives as long as that.
type recovering struct {
	plain reflect.Value // how it is called in other places
	form  any           // func(*Recovery, ...), with plain's parameters and results
}

func (c *recovering) call(args []reflect.Value) []reflect.Value {
	if c.plain.Type().IsVariadic() {
		return c.plain.CallSlice(args)
	}
	return c.plain.Call(args)
}

// Recovering returns a function value that does what plain does, and has a form for the deferred call.
func (r *RT) Recovering(plain, form any) any {
	c := &recovering{reflect.ValueOf(plain), form}
	f := reflect.MakeFunc(c.plain.Type(), c.call).Interface()
	at := address(f)
	r.forms.Store(at, weak.Make(c))
	runtime.AddCleanup(c, func(at uintptr) {
		if w, ok := r.forms.Load(at); ok && w.(weak.Pointer[recovering]).Value() == nil {
			r.forms.Delete(at)
		}
	}, at)
	return f
}

// Form returns the form of f that is deferred, nil if f is not of Recovering.
func (r *RT) Form(f any) any {
	w, ok := r.forms.Load(address(f))
	if !ok {
		return nil
	}
	c := w.(weak.Pointer[recovering]).Value()
	if c == nil {
		return nil
	}
	return c.form
}

// address is the address of the closure of the function f, which is its identity.
func address(f any) uintptr {
	return uintptr((*[2]unsafe.Pointer)(unsafe.Pointer(&f))[1])
}
