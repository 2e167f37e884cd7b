//go:build unix

package zsock

import "syscall"

// privateSocket makes a Unix socket private before it is bound: on Linux its file then appears
// with this mode. Elsewhere it may fail, and the file is made private right after.
func privateSocket(_, _ string, c syscall.RawConn) error {
	return c.Control(func(fd uintptr) { _ = syscall.Fchmod(int(fd), 0o700) })
}
