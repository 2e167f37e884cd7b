//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package native

import (
	"os"

	"golang.org/x/sys/unix"
)

// lockFile takes the lock on f until it is closed. It fails if another process has it.
func lockFile(f *os.File) error { return unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB) }
