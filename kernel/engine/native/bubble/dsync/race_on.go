//go:build race

package sync

import (
	"runtime"
	"unsafe"
)

// raceOff and raceOn enclose what the detector must not take for the learner's synchronization.
func raceOff() { runtime.RaceDisable() }
func raceOn()  { runtime.RaceEnable() }

func raceAcquire(p unsafe.Pointer)      { runtime.RaceAcquire(p) }
func raceRelease(p unsafe.Pointer)      { runtime.RaceRelease(p) }
func raceReleaseMerge(p unsafe.Pointer) { runtime.RaceReleaseMerge(p) }

// raceRead and raceWrite tell the detector of an access by the primitive's caller.
func raceRead(p unsafe.Pointer)  { runtime.RaceRead(p) }
func raceWrite(p unsafe.Pointer) { runtime.RaceWrite(p) }
