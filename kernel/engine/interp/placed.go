package interp

import (
	"unsafe"

	golang "weft/kernel/golang/cell"
)

// What remains of a process that package runtime ends is a trace of its goroutines, with the arguments of calls as
// numbers. So the call that runs a step with a note has the note's place for its first argument: package child reads
// from it where in their cells the functions on the stack were.

// placed runs a step while its frame has a note.
//
//go:noinline
func placed(place uint64, frame unsafe.Pointer, note *unsafe.Pointer, nt *note, run step) step {
	*note = unsafe.Pointer(nt)
	next := run(frame)
	*note = nil
	if place == 0 { // never so; but an argument that is needed here is not overwritten meanwhile
		return nil
	}
	return next
}

// packed is a place in one word: 24 bits of cell and line each, 15 of column, and a last bit that is always set.
func packed(p golang.Pos) uint64 {
	return uint64(p.Cell)<<40 | uint64(p.Line)&(1<<24-1)<<16 | uint64(min(p.Col, 1<<15-1))<<1 | 1
}
