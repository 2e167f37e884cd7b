// Package atomic holds sources to instantiate; see package std.
package atomic

import "sync/atomic"

// A Pointer keeps its *T in a Value, which is empty until the first write.
type Pointer[T any] struct{ value atomic.Value }

func (x *Pointer[T]) Load() *T {
	p, _ := x.value.Load().(*T)
	return p
}

func (x *Pointer[T]) Store(val *T) { x.value.Store(val) }

func (x *Pointer[T]) Swap(new *T) (old *T) {
	old, _ = x.value.Swap(new).(*T)
	return old
}

func (x *Pointer[T]) CompareAndSwap(old, new *T) (swapped bool) {
	if old == nil && x.value.CompareAndSwap(nil, new) {
		return true // it was empty
	}
	return x.value.CompareAndSwap(old, new)
}
