package atomic

import (
	"sync/atomic"
	"unsafe"
)

// LoadInt32 returns *addr.
func LoadInt32(addr *int32) (val int32) { at(unsafe.Pointer(addr)); return atomic.LoadInt32(addr) }

// StoreInt32 sets *addr.
func StoreInt32(addr *int32, val int32) { at(unsafe.Pointer(addr)); atomic.StoreInt32(addr, val) }

// SwapInt32 sets *addr and returns its previous value.
func SwapInt32(addr *int32, new int32) (old int32) {
	at(unsafe.Pointer(addr))
	return atomic.SwapInt32(addr, new)
}

// CompareAndSwapInt32 sets *addr to new if it is old.
func CompareAndSwapInt32(addr *int32, old, new int32) (swapped bool) {
	at(unsafe.Pointer(addr))
	return atomic.CompareAndSwapInt32(addr, old, new)
}

// AddInt32 adds delta to *addr and returns the sum.
func AddInt32(addr *int32, delta int32) (new int32) {
	at(unsafe.Pointer(addr))
	return atomic.AddInt32(addr, delta)
}

// AndInt32 sets *addr to its bitwise and with mask and returns its previous value.
func AndInt32(addr *int32, mask int32) (old int32) {
	at(unsafe.Pointer(addr))
	return atomic.AndInt32(addr, mask)
}

// OrInt32 sets *addr to its bitwise or with mask and returns its previous value.
func OrInt32(addr *int32, mask int32) (old int32) {
	at(unsafe.Pointer(addr))
	return atomic.OrInt32(addr, mask)
}

// LoadInt64 returns *addr.
func LoadInt64(addr *int64) (val int64) { at(unsafe.Pointer(addr)); return atomic.LoadInt64(addr) }

// StoreInt64 sets *addr.
func StoreInt64(addr *int64, val int64) { at(unsafe.Pointer(addr)); atomic.StoreInt64(addr, val) }

// SwapInt64 sets *addr and returns its previous value.
func SwapInt64(addr *int64, new int64) (old int64) {
	at(unsafe.Pointer(addr))
	return atomic.SwapInt64(addr, new)
}

// CompareAndSwapInt64 sets *addr to new if it is old.
func CompareAndSwapInt64(addr *int64, old, new int64) (swapped bool) {
	at(unsafe.Pointer(addr))
	return atomic.CompareAndSwapInt64(addr, old, new)
}

// AddInt64 adds delta to *addr and returns the sum.
func AddInt64(addr *int64, delta int64) (new int64) {
	at(unsafe.Pointer(addr))
	return atomic.AddInt64(addr, delta)
}

// AndInt64 sets *addr to its bitwise and with mask and returns its previous value.
func AndInt64(addr *int64, mask int64) (old int64) {
	at(unsafe.Pointer(addr))
	return atomic.AndInt64(addr, mask)
}

// OrInt64 sets *addr to its bitwise or with mask and returns its previous value.
func OrInt64(addr *int64, mask int64) (old int64) {
	at(unsafe.Pointer(addr))
	return atomic.OrInt64(addr, mask)
}

// LoadUint32 returns *addr.
func LoadUint32(addr *uint32) (val uint32) { at(unsafe.Pointer(addr)); return atomic.LoadUint32(addr) }

// StoreUint32 sets *addr.
func StoreUint32(addr *uint32, val uint32) { at(unsafe.Pointer(addr)); atomic.StoreUint32(addr, val) }

// SwapUint32 sets *addr and returns its previous value.
func SwapUint32(addr *uint32, new uint32) (old uint32) {
	at(unsafe.Pointer(addr))
	return atomic.SwapUint32(addr, new)
}

// CompareAndSwapUint32 sets *addr to new if it is old.
func CompareAndSwapUint32(addr *uint32, old, new uint32) (swapped bool) {
	at(unsafe.Pointer(addr))
	return atomic.CompareAndSwapUint32(addr, old, new)
}

// AddUint32 adds delta to *addr and returns the sum.
func AddUint32(addr *uint32, delta uint32) (new uint32) {
	at(unsafe.Pointer(addr))
	return atomic.AddUint32(addr, delta)
}

// AndUint32 sets *addr to its bitwise and with mask and returns its previous value.
func AndUint32(addr *uint32, mask uint32) (old uint32) {
	at(unsafe.Pointer(addr))
	return atomic.AndUint32(addr, mask)
}

// OrUint32 sets *addr to its bitwise or with mask and returns its previous value.
func OrUint32(addr *uint32, mask uint32) (old uint32) {
	at(unsafe.Pointer(addr))
	return atomic.OrUint32(addr, mask)
}

// LoadUint64 returns *addr.
func LoadUint64(addr *uint64) (val uint64) { at(unsafe.Pointer(addr)); return atomic.LoadUint64(addr) }

// StoreUint64 sets *addr.
func StoreUint64(addr *uint64, val uint64) { at(unsafe.Pointer(addr)); atomic.StoreUint64(addr, val) }

// SwapUint64 sets *addr and returns its previous value.
func SwapUint64(addr *uint64, new uint64) (old uint64) {
	at(unsafe.Pointer(addr))
	return atomic.SwapUint64(addr, new)
}

// CompareAndSwapUint64 sets *addr to new if it is old.
func CompareAndSwapUint64(addr *uint64, old, new uint64) (swapped bool) {
	at(unsafe.Pointer(addr))
	return atomic.CompareAndSwapUint64(addr, old, new)
}

// AddUint64 adds delta to *addr and returns the sum.
func AddUint64(addr *uint64, delta uint64) (new uint64) {
	at(unsafe.Pointer(addr))
	return atomic.AddUint64(addr, delta)
}

// AndUint64 sets *addr to its bitwise and with mask and returns its previous value.
func AndUint64(addr *uint64, mask uint64) (old uint64) {
	at(unsafe.Pointer(addr))
	return atomic.AndUint64(addr, mask)
}

// OrUint64 sets *addr to its bitwise or with mask and returns its previous value.
func OrUint64(addr *uint64, mask uint64) (old uint64) {
	at(unsafe.Pointer(addr))
	return atomic.OrUint64(addr, mask)
}

// LoadUintptr returns *addr.
func LoadUintptr(addr *uintptr) (val uintptr) {
	at(unsafe.Pointer(addr))
	return atomic.LoadUintptr(addr)
}

// StoreUintptr sets *addr.
func StoreUintptr(addr *uintptr, val uintptr) {
	at(unsafe.Pointer(addr))
	atomic.StoreUintptr(addr, val)
}

// SwapUintptr sets *addr and returns its previous value.
func SwapUintptr(addr *uintptr, new uintptr) (old uintptr) {
	at(unsafe.Pointer(addr))
	return atomic.SwapUintptr(addr, new)
}

// CompareAndSwapUintptr sets *addr to new if it is old.
func CompareAndSwapUintptr(addr *uintptr, old, new uintptr) (swapped bool) {
	at(unsafe.Pointer(addr))
	return atomic.CompareAndSwapUintptr(addr, old, new)
}

// AddUintptr adds delta to *addr and returns the sum.
func AddUintptr(addr *uintptr, delta uintptr) (new uintptr) {
	at(unsafe.Pointer(addr))
	return atomic.AddUintptr(addr, delta)
}

// AndUintptr sets *addr to its bitwise and with mask and returns its previous value.
func AndUintptr(addr *uintptr, mask uintptr) (old uintptr) {
	at(unsafe.Pointer(addr))
	return atomic.AndUintptr(addr, mask)
}

// OrUintptr sets *addr to its bitwise or with mask and returns its previous value.
func OrUintptr(addr *uintptr, mask uintptr) (old uintptr) {
	at(unsafe.Pointer(addr))
	return atomic.OrUintptr(addr, mask)
}

// LoadPointer returns *addr.
func LoadPointer(addr *unsafe.Pointer) (val unsafe.Pointer) {
	at(unsafe.Pointer(addr))
	return atomic.LoadPointer(addr)
}

// StorePointer sets *addr.
func StorePointer(addr *unsafe.Pointer, val unsafe.Pointer) {
	at(unsafe.Pointer(addr))
	atomic.StorePointer(addr, val)
}

// SwapPointer sets *addr and returns its previous value.
func SwapPointer(addr *unsafe.Pointer, new unsafe.Pointer) (old unsafe.Pointer) {
	at(unsafe.Pointer(addr))
	return atomic.SwapPointer(addr, new)
}

// CompareAndSwapPointer sets *addr to new if it is old.
func CompareAndSwapPointer(addr *unsafe.Pointer, old, new unsafe.Pointer) (swapped bool) {
	at(unsafe.Pointer(addr))
	return atomic.CompareAndSwapPointer(addr, old, new)
}
