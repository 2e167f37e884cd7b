package cross

import (
	"fmt"
	"reflect"
	"runtime"
)

// What a panic's value is.
const (
	anError = 32 + iota // as ErrorValue writes it
	runtimeError
	another // only its text
)

// writePanic writes the value of a panic: those of basic types as they are, errors as their text, and of
// everything else the text that Go prints when it ends a program.
func writePanic(w *Writer, v any) {
	switch x := v.(type) {
	case runtime.Error:
		w.Uint8(runtimeError)
		w.Text(x.Error())
	case error:
		w.Uint8(anError)
		if w.ErrorValue(x); w.err != nil {
			w.err = nil
			w.Uint8(textError)
			w.Text("(its own method panicked)")
		}
	default:
		if !w.Basic(v) {
			w.Uint8(another)
			w.Text(panicText(v))
		}
	}
}

// ReadPanic reads the value of a panic. Errors of the run time are a runtime.Error; what could not cross is
// a Panic.
func ReadPanic(r *Reader) any {
	switch kind := r.Uint8(); kind {
	case anError:
		return r.ErrorValue()
	case runtimeError:
		return RuntimeError(r.Text())
	case another:
		return Panic(r.Text())
	default:
		return r.basic(kind)
	}
}

// A RuntimeError is the text of an error of the run time in another process.
type RuntimeError string

func (e RuntimeError) Error() string { return string(e) }

// RuntimeError makes it a runtime.Error.
func (RuntimeError) RuntimeError() {}

// A Panic is the text of a value that a function in another process panicked with.
type Panic string

func (p Panic) String() string { return string(p) }

// panicText is what Go prints after "panic: " (printpanicval in runtime/error.go), with the contents of
// structs and the like rather than their addresses.
func panicText(v any) (text string) {
	defer func() {
		if recover() != nil {
			text = "(its own method panicked)"
		}
	}()
	if s, ok := v.(fmt.Stringer); ok {
		return s.String()
	}
	switch r := reflect.ValueOf(v); r.Kind() {
	case reflect.String:
		return fmt.Sprintf("%T(\"%s\")", v, v)
	case reflect.Bool, reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr,
		reflect.Float32, reflect.Float64, reflect.Complex64, reflect.Complex128:
		return fmt.Sprintf("%T(%v)", v, v)
	}
	return fmt.Sprintf("(%T) %+v", v, v)
}
