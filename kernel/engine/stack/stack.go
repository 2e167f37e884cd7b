// Package stack says how much of its stack the calling goroutine uses, and who that goroutine is, in a few
// instructions. It knows where package runtime keeps both for the processors that it is written for; on
// others, or if what it finds there is not as it should be, it says that it does not know.
package stack

import (
	"sync"
	"unsafe"
)

// Known reports whether Used and Self can be called: the offsets are those of the run time that this program
// was linked with.
var Known = sync.OnceValue(func() bool {
	if !supported {
		return false
	}
	before, self := used(), goroutine()
	var after, deeper, other uintptr
	done := make(chan struct{})
	go func() {
		defer close(done)
		other = goroutine()
		after = used()
		deeper = deep(16)
	}()
	<-done
	const small = 1 << 20 // what a goroutine that has just begun can have used, and more
	return before > 0 && self != 0 && self != other && other != 0 &&
		after > 0 && after < small && deeper > after+16*pad && deeper < small
})

// Used is the size of the calling goroutine's stack as far as it is in use, in bytes.
func Used() uintptr { return used() }

// Look is Used and Self.
func Look() (used, self uintptr) { return look() }

// Self is the same for all calls of one goroutine, and differs from those of all others that live.
func Self() uintptr { return goroutine() }

// Count is how many of the calls on the calling goroutine's stack return to pc, as [runtime.Callers] tells return
// addresses. It follows the frame pointers, which takes a few nanoseconds a call where a traceback takes a hundred.
// The stack stands still meanwhile: it is moved where functions begin, and this one calls none.
//
//go:nosplit
func Count(pc uintptr) (calls int) {
	const word = unsafe.Sizeof(pc)
	low, high := bounds()
	for fp := framePointer(); fp > low && fp < high-word; {
		if at(fp+word) == pc {
			calls++
		}
		outer := at(fp)
		if outer <= fp {
			break
		}
		fp = outer
	}
	return calls
}

// at is the word at an address of the stack, which no conversion of an integer may reach.
//
//go:nosplit
func at(address uintptr) uintptr { return **(**uintptr)(unsafe.Pointer(&address)) }

const pad = 256

// deep is used() behind so many calls.
//
//go:noinline
func deep(calls int) uintptr {
	var room [pad]byte
	if calls == 0 {
		return used()
	}
	u := deep(calls - 1)
	room[calls%pad]++
	return u + uintptr(room[(calls+1)%pad])
}
