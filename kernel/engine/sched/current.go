//go:build amd64 || arm64

package sched

import "unsafe"

// current is the run time's record of the calling goroutine.
func current() unsafe.Pointer

// lastModule is where the run time keeps the address of the description of the program.
func lastModule() unsafe.Pointer
