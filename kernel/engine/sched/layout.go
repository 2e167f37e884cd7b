package sched

import (
	"runtime"
	"strings"
)

// pinned is the Go release whose layouts these are, on 64-bit processors. A test finds them out anew.
const pinned = "go1.26"

// Offsets in the run time's records.
const (
	stackOfG    = 0   // runtime.g.stack: from, to
	spOfG       = 56  // sched.sp
	syscallOfG  = 104 // syscallsp
	statusOfG   = 144 // runtime.g.atomicstatus
	goidOfG     = 152
	reasonOfG   = 176 // waitreason
	seqOfG      = 191 // trackingSeq
	parentOfG   = 280 // parentGoid
	startOfG    = 304 // startpc
	waitingOfG  = 320
	labelsOfG   = 352
	elemOfSudog = 24 // runtime.sudog.elem: an object for the collector, then its address
	linkOfSudog = 72 // waitlink
	chanOfSudog = 88 // c: as elem
	idOfP       = 0
	statusOfP   = 4
	timersOfP   = 13672
	heapOf      = 8 // runtime.timers.heap
	sizeOfEntry = 16
	stateOf     = 9 // runtime.timer.state
	functionOf  = 40
	argumentOf  = 48
	classOfSpan = 98  // runtime.mspan.spanclass: odd if its objects have no pointers
	sizeOfSpan  = 104 // elemsize
	masksOf     = 544 // runtime.moduledata.gcdatamask, then gcbssmask
	dataOf      = 208 // runtime.moduledata.data, then edata, bss, ebss
)

// A status is what a goroutine does, runtime.g.atomicstatus.
type status uint32

const (
	idle      status = 0
	runnable  status = 1
	running   status = 2
	syscall   status = 3
	waiting   status = 4
	dead      status = 6
	deadExtra status = 11
	scanned   status = 0x1000 // a bit: the collector looks at its stack
)

// procIdle is the status of a processor that runs nothing, runtime.p.status.
const procIdle = 0

// zombie is the bit in a timer's state which says that it has been stopped.
const zombie = 4

// mostProcs is more than GOMAXPROCS can be, for a plausible list of processors.
const mostProcs = 1 << 20

// mostTimers is more than a plausible list of timers has.
const mostTimers = 1 << 28

func pinnedHere() bool {
	v := runtime.Version()
	return (v == pinned || strings.HasPrefix(v, pinned+".") || strings.HasPrefix(v, pinned+"-") || strings.HasPrefix(v, pinned+"rc")) &&
		(runtime.GOARCH == "amd64" || runtime.GOARCH == "arm64")
}
