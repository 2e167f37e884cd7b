// Package unique holds sources to instantiate; see package std.
package unique

import "weft/kernel/golang/std/compiled"

type Handle[T comparable] struct{ handle compiled.Handle }

func Make[T comparable](value T) Handle[T] { return Handle[T]{compiled.Unique(value)} }

func (h Handle[T]) Value() T {
	v, _ := h.handle.Value().(T) // nil for a T that is a nil interface
	return v
}
