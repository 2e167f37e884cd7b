// Package atomic is package sync/atomic for schedules: compiled in its place, it has the same API, and every
// operation is a synchronization point first. Without a schedule an operation costs one more load. It is
// not needed, and not used, where there is no schedule.
package atomic

import (
	"sync/atomic"
	"unsafe"

	"weft/kernel/engine/native/bubble/hook"
)

// at is the point before an operation on the variable at p.
//
//go:norace
func at(p unsafe.Pointer) { hook.At(hook.Atomic, p) }

// A Value holds one value of any, always the same, type. It must not be copied after its first use.
type Value struct{ v atomic.Value }

// Load returns the value, or nil before the first Store.
func (v *Value) Load() (val any) { at(unsafe.Pointer(v)); return v.v.Load() }

// Store sets the value.
func (v *Value) Store(val any) { at(unsafe.Pointer(v)); v.v.Store(val) }

// Swap sets the value and returns the previous one.
func (v *Value) Swap(new any) (old any) { at(unsafe.Pointer(v)); return v.v.Swap(new) }

// CompareAndSwap sets the value to new if it is old, which must be comparable.
func (v *Value) CompareAndSwap(old, new any) (swapped bool) {
	at(unsafe.Pointer(v))
	return v.v.CompareAndSwap(old, new)
}

// A Pointer is an atomic *T.
type Pointer[T any] struct {
	_ [0]*T // as the standard one: pointers to different types do not convert
	p atomic.Pointer[T]
}

// Load returns the pointer.
func (x *Pointer[T]) Load() *T { at(unsafe.Pointer(x)); return x.p.Load() }

// Store sets the pointer.
func (x *Pointer[T]) Store(val *T) { at(unsafe.Pointer(x)); x.p.Store(val) }

// Swap sets the pointer and returns the previous one.
func (x *Pointer[T]) Swap(new *T) (old *T) { at(unsafe.Pointer(x)); return x.p.Swap(new) }

// CompareAndSwap sets the pointer to new if it is old.
func (x *Pointer[T]) CompareAndSwap(old, new *T) (swapped bool) {
	at(unsafe.Pointer(x))
	return x.p.CompareAndSwap(old, new)
}

// A Bool is an atomic truth value.
type Bool struct{ v atomic.Bool }

// Load returns the value.
func (x *Bool) Load() bool { at(unsafe.Pointer(x)); return x.v.Load() }

// Store sets the value.
func (x *Bool) Store(val bool) { at(unsafe.Pointer(x)); x.v.Store(val) }

// Swap sets the value and returns the previous one.
func (x *Bool) Swap(new bool) (old bool) { at(unsafe.Pointer(x)); return x.v.Swap(new) }

// CompareAndSwap sets the value to new if it is old.
func (x *Bool) CompareAndSwap(old, new bool) (swapped bool) {
	at(unsafe.Pointer(x))
	return x.v.CompareAndSwap(old, new)
}
