//go:build unix

package interp

import (
	"fmt"
	"os"
	"syscall"
	"time"

	"golang.org/x/sys/unix"

	"weft/kernel/engine/child/group"
	"weft/kernel/engine/pipe/fd"
)

// parentDied are the signals that mean that the parent has gone.
var parentDied = []os.Signal{syscall.SIGTERM, syscall.SIGHUP}

// private opens the private descriptors so that processes started by cells do not inherit them.
func private() (requests, events *os.File, err error) {
	for _, d := range []int{requestsFD, eventsFD} {
		if _, err := unix.FcntlInt(uintptr(d), unix.F_GETFD, 0); err != nil {
			return nil, nil, fmt.Errorf("descriptor %d is not open", d)
		}
		unix.CloseOnExec(d)
		if err := unix.SetNonblock(d, true); err != nil {
			return nil, nil, fmt.Errorf("descriptor %d: %w", d, err)
		}
	}
	return os.NewFile(requestsFD, "requests"), os.NewFile(eventsFD, "events"), nil
}

// endSession ends the processes that cells have started, and this one with them if it leads their
// process group.
func endSession() { group.End(os.Getpid(), os.Getenv(group.Variable)) }

// signalStarted interrupts the processes that cells have started, as a terminal's ^C would. This
// process gets the signal too, and ignores it.
func signalStarted() {
	if pid := os.Getpid(); unix.Getpgrp() == pid {
		unix.Kill(-pid, unix.SIGINT)
	}
}

// unread is the number of bytes that wait in the pipe f.
func unread(f *os.File) int {
	c, err := f.SyscallConn()
	if err != nil {
		return 0
	}
	n := 0
	c.Control(func(descriptor uintptr) { n = fd.Unread(int(descriptor)) })
	return n
}

// processorTime is what this process has used of processors.
func processorTime() time.Duration {
	var u unix.Rusage
	if unix.Getrusage(unix.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
