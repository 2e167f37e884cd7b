//go:build unix

// Package fd asks the system about descriptors. It knows nothing of what they carry.
package fd

import "runtime"

// Unread returns how many bytes wait in the pipe behind the descriptor; 0 if that cannot be known.
func Unread(descriptor int) int {
	n, err := ioctlInt(descriptor, fionread())
	if err != nil {
		return 0
	}
	return n
}

// Read reads what waits in the pipe, which must be non-blocking and of which there must be some, else it fails.
func Read(descriptor int, b []byte) (int, error) { return read(descriptor, b) }

// fionread is the request FIONREAD, for which x/sys has no name on some systems.
func fionread() uint {
	if runtime.GOOS == "linux" {
		return 0x541b
	}
	return 0x4004667f // BSD and macOS: _IOR('f', 127, int)
}
