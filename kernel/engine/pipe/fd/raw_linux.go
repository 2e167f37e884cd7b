package fd

import (
	"unsafe"

	"golang.org/x/sys/unix"
)

// These calls never wait, so the run time is not told of them. If it were, and the system had something else to do
// meanwhile, it would take away the processor that the goroutine has: where others keep all of them busy it would
// get one again only after each of these has had its turn.

func ioctlInt(descriptor int, request uint) (int, error) {
	var n int32
	_, _, e := unix.RawSyscall(unix.SYS_IOCTL, uintptr(descriptor), uintptr(request), uintptr(unsafe.Pointer(&n)))
	if e != 0 {
		return 0, e
	}
	return int(n), nil
}

func read(descriptor int, b []byte) (int, error) {
	n, _, e := unix.RawSyscall(unix.SYS_READ, uintptr(descriptor), uintptr(unsafe.Pointer(unsafe.SliceData(b))), uintptr(len(b)))
	if e != 0 {
		return 0, e
	}
	return int(n), nil
}
