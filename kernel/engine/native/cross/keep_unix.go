//go:build unix

package cross

import (
	"os"
	"syscall"
)

// keep keeps a descriptor from programs that this one starts.
func keep(fd int) error {
	var stat syscall.Stat_t
	if err := syscall.Fstat(fd, &stat); err != nil {
		return os.NewSyscallError("fstat", err)
	}
	syscall.CloseOnExec(fd)
	return nil
}
