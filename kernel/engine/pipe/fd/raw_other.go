//go:build unix && !linux

package fd

import "golang.org/x/sys/unix"

func ioctlInt(descriptor int, request uint) (int, error) {
	return unix.IoctlGetInt(descriptor, request)
}

func read(descriptor int, b []byte) (int, error) { return unix.Read(descriptor, b) }
