//go:build !race

package sync

import "unsafe"

// The race detector's calls, empty without it.

func raceOff()                        {}
func raceOn()                         {}
func raceAcquire(unsafe.Pointer)      {}
func raceRelease(unsafe.Pointer)      {}
func raceReleaseMerge(unsafe.Pointer) {}
func raceRead(unsafe.Pointer)         {}
func raceWrite(unsafe.Pointer)        {}
