package sched

import (
	"runtime"
	"strconv"
	"strings"
	"unsafe"
)

// Self is the number of the calling goroutine, the one that stack dumps show. It takes two nanoseconds where
// the run time's inside is known, and a microsecond elsewhere.
func Self() int64 {
	if known {
		return *at[int64](current(), goidOfG)
	}
	return number()
}

// known is whether goroutines are where they are expected.
var known = pinnedHere() && current() != nil && *at[int64](current(), goidOfG) == number()

// number asks the run time: the first words of a stack dump are the only public place that tells it.
func number() int64 {
	var buf [64]byte
	text, _ := strings.CutPrefix(string(buf[:runtime.Stack(buf[:], false)]), "goroutine ")
	number, _, _ := strings.Cut(text, " ")
	n, _ := strconv.ParseInt(number, 10, 64)
	return n
}

// at is the field of the type T at an offset of p.
//
//go:nocheckptr
func at[T any](p unsafe.Pointer, offset uintptr) *T { return (*T)(unsafe.Add(p, offset)) }
