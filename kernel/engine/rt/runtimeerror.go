package rt

import (
	"reflect"
	"runtime"
	"unsafe"
)

// The errors of run-time panics have package runtime's own types, which a learner can print and ask for.

// runtimeError is the panic of a fault that the interpreter raised with other words than Go's.
func runtimeError(text string) error { return worded(func() { _ = divide(1, 0) }, text) }

// plainError is one whose text has no prefix.
func plainError(text string) error {
	return worded(func() {
		var none map[int]int
		none[0] = 0 //lint:ignore SA5000 its panic is what is wanted
	}, text)
}

// worded is an error of the type that fault raises, which is a string's, with another text.
func worded(fault func(), text string) (err error) {
	defer func() {
		v := reflect.New(reflect.TypeOf(recover())).Elem()
		v.SetString(text)
		err = v.Interface().(runtime.Error)
	}()
	fault()
	return nil
}

func divide(a, b int) int { return a / b }

// assertionError is the layout of a runtime.TypeAssertionError.
type assertionError struct {
	from, is, to unsafe.Pointer
	missing      string
}

// assertionError is a failed assertion of a value of the type is to the type to, told of by their names; the
// value was nil if is is "". from is the interface, missing the method that the value does not have.
func (r *RT) assertionError(from, is, to, missing string) error {
	e := assertionError{from: r.shapes.word(from), is: r.shapes.word(is), to: r.shapes.word(to), missing: missing}
	return (*runtime.TypeAssertionError)(unsafe.Pointer(&e))
}

// word is a type that has no more than a name; nil for "".
func (s *shapes) word(name string) unsafe.Pointer {
	if name == "" {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if p, ok := s.words[name]; ok {
		return p
	}
	t := s.text(name)
	if s.words == nil {
		s.words = map[string]unsafe.Pointer{}
	}
	s.words[name] = reflect.ValueOf(t).UnsafePointer()
	return s.words[name]
}
