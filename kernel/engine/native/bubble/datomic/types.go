package atomic

import (
	"sync/atomic"
	"unsafe"
)

// A Int32 is an atomic int32.
type Int32 struct{ v atomic.Int32 }

// Load returns the value.
func (x *Int32) Load() int32 { at(unsafe.Pointer(x)); return x.v.Load() }

// Store sets the value.
func (x *Int32) Store(val int32) { at(unsafe.Pointer(x)); x.v.Store(val) }

// Swap sets the value and returns the previous one.
func (x *Int32) Swap(new int32) (old int32) { at(unsafe.Pointer(x)); return x.v.Swap(new) }

// CompareAndSwap sets the value to new if it is old.
func (x *Int32) CompareAndSwap(old, new int32) (swapped bool) {
	at(unsafe.Pointer(x))
	return x.v.CompareAndSwap(old, new)
}

// Add adds delta and returns the sum.
func (x *Int32) Add(delta int32) (new int32) { at(unsafe.Pointer(x)); return x.v.Add(delta) }

// And sets the value to its bitwise and with mask and returns the previous one.
func (x *Int32) And(mask int32) (old int32) { at(unsafe.Pointer(x)); return x.v.And(mask) }

// Or sets the value to its bitwise or with mask and returns the previous one.
func (x *Int32) Or(mask int32) (old int32) { at(unsafe.Pointer(x)); return x.v.Or(mask) }

// A Int64 is an atomic int64.
type Int64 struct{ v atomic.Int64 }

// Load returns the value.
func (x *Int64) Load() int64 { at(unsafe.Pointer(x)); return x.v.Load() }

// Store sets the value.
func (x *Int64) Store(val int64) { at(unsafe.Pointer(x)); x.v.Store(val) }

// Swap sets the value and returns the previous one.
func (x *Int64) Swap(new int64) (old int64) { at(unsafe.Pointer(x)); return x.v.Swap(new) }

// CompareAndSwap sets the value to new if it is old.
func (x *Int64) CompareAndSwap(old, new int64) (swapped bool) {
	at(unsafe.Pointer(x))
	return x.v.CompareAndSwap(old, new)
}

// Add adds delta and returns the sum.
func (x *Int64) Add(delta int64) (new int64) { at(unsafe.Pointer(x)); return x.v.Add(delta) }

// And sets the value to its bitwise and with mask and returns the previous one.
func (x *Int64) And(mask int64) (old int64) { at(unsafe.Pointer(x)); return x.v.And(mask) }

// Or sets the value to its bitwise or with mask and returns the previous one.
func (x *Int64) Or(mask int64) (old int64) { at(unsafe.Pointer(x)); return x.v.Or(mask) }

// A Uint32 is an atomic uint32.
type Uint32 struct{ v atomic.Uint32 }

// Load returns the value.
func (x *Uint32) Load() uint32 { at(unsafe.Pointer(x)); return x.v.Load() }

// Store sets the value.
func (x *Uint32) Store(val uint32) { at(unsafe.Pointer(x)); x.v.Store(val) }

// Swap sets the value and returns the previous one.
func (x *Uint32) Swap(new uint32) (old uint32) { at(unsafe.Pointer(x)); return x.v.Swap(new) }

// CompareAndSwap sets the value to new if it is old.
func (x *Uint32) CompareAndSwap(old, new uint32) (swapped bool) {
	at(unsafe.Pointer(x))
	return x.v.CompareAndSwap(old, new)
}

// Add adds delta and returns the sum.
func (x *Uint32) Add(delta uint32) (new uint32) { at(unsafe.Pointer(x)); return x.v.Add(delta) }

// And sets the value to its bitwise and with mask and returns the previous one.
func (x *Uint32) And(mask uint32) (old uint32) { at(unsafe.Pointer(x)); return x.v.And(mask) }

// Or sets the value to its bitwise or with mask and returns the previous one.
func (x *Uint32) Or(mask uint32) (old uint32) { at(unsafe.Pointer(x)); return x.v.Or(mask) }

// A Uint64 is an atomic uint64.
type Uint64 struct{ v atomic.Uint64 }

// Load returns the value.
func (x *Uint64) Load() uint64 { at(unsafe.Pointer(x)); return x.v.Load() }

// Store sets the value.
func (x *Uint64) Store(val uint64) { at(unsafe.Pointer(x)); x.v.Store(val) }

// Swap sets the value and returns the previous one.
func (x *Uint64) Swap(new uint64) (old uint64) { at(unsafe.Pointer(x)); return x.v.Swap(new) }

// CompareAndSwap sets the value to new if it is old.
func (x *Uint64) CompareAndSwap(old, new uint64) (swapped bool) {
	at(unsafe.Pointer(x))
	return x.v.CompareAndSwap(old, new)
}

// Add adds delta and returns the sum.
func (x *Uint64) Add(delta uint64) (new uint64) { at(unsafe.Pointer(x)); return x.v.Add(delta) }

// And sets the value to its bitwise and with mask and returns the previous one.
func (x *Uint64) And(mask uint64) (old uint64) { at(unsafe.Pointer(x)); return x.v.And(mask) }

// Or sets the value to its bitwise or with mask and returns the previous one.
func (x *Uint64) Or(mask uint64) (old uint64) { at(unsafe.Pointer(x)); return x.v.Or(mask) }

// A Uintptr is an atomic uintptr.
type Uintptr struct{ v atomic.Uintptr }

// Load returns the value.
func (x *Uintptr) Load() uintptr { at(unsafe.Pointer(x)); return x.v.Load() }

// Store sets the value.
func (x *Uintptr) Store(val uintptr) { at(unsafe.Pointer(x)); x.v.Store(val) }

// Swap sets the value and returns the previous one.
func (x *Uintptr) Swap(new uintptr) (old uintptr) { at(unsafe.Pointer(x)); return x.v.Swap(new) }

// CompareAndSwap sets the value to new if it is old.
func (x *Uintptr) CompareAndSwap(old, new uintptr) (swapped bool) {
	at(unsafe.Pointer(x))
	return x.v.CompareAndSwap(old, new)
}

// Add adds delta and returns the sum.
func (x *Uintptr) Add(delta uintptr) (new uintptr) { at(unsafe.Pointer(x)); return x.v.Add(delta) }

// And sets the value to its bitwise and with mask and returns the previous one.
func (x *Uintptr) And(mask uintptr) (old uintptr) { at(unsafe.Pointer(x)); return x.v.And(mask) }

// Or sets the value to its bitwise or with mask and returns the previous one.
func (x *Uintptr) Or(mask uintptr) (old uintptr) { at(unsafe.Pointer(x)); return x.v.Or(mask) }
