package memory

import (
	"unsafe"

	"golang.org/x/sys/windows"
)

// status is MEMORYSTATUSEX.
type status struct {
	length, load                               uint32
	total, free, totalPage, freePage           uint64
	totalVirtual, freeVirtual, extendedVirtual uint64
}

// physical is the machine's memory; 0 if that is not known.
func physical() int64 {
	var s status
	s.length = uint32(unsafe.Sizeof(s))
	call := windows.NewLazySystemDLL("kernel32.dll").NewProc("GlobalMemoryStatusEx")
	if ok, _, _ := call.Call(uintptr(unsafe.Pointer(&s))); ok == 0 {
		return 0
	}
	return int64(s.total)
}
