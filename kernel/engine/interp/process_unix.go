//go:build unix

package interp

import (
	"fmt"
	"io"
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

// interruptCommands interrupts what was started here since then; killCommands ends it.
func interruptCommands(since moment) { signalStarted(since, unix.SIGINT) }
func killCommands(since moment)      { signalStarted(since, unix.SIGKILL) }

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

// awaitMore waits until there is something in the pipe f; false means that it has ended.
func awaitMore(f *os.File) bool {
	c, err := f.SyscallConn()
	if err != nil {
		return false
	}
	some := false
	err = c.Read(func(descriptor uintptr) bool {
		some = fd.Unread(int(descriptor)) > 0
		return some || hungUp(descriptor)
	})
	return some && err == nil
}

// hungUp reports whether nobody can write to the pipe any more.
func hungUp(descriptor uintptr) bool {
	fds := []unix.PollFd{{Fd: int32(descriptor), Events: unix.POLLIN}}
	n, err := unix.Poll(fds, 0)
	return err == nil && n > 0 && fds[0].Revents&(unix.POLLHUP|unix.POLLERR|unix.POLLNVAL) != 0
}

// poll waits for so many milliseconds, or -1 for ever, until the descriptor is readable or at its end.
func poll(descriptor uintptr, timeout int) bool {
	for {
		n, err := unix.Poll([]unix.PollFd{{Fd: int32(descriptor), Events: unix.POLLIN}}, timeout)
		if err != unix.EINTR {
			return n > 0
		}
	}
}

// readWaiting reads from the pipe f beside another goroutine that waits for it by the run time's means.
func readWaiting(f *os.File, b []byte) (n int, err error) {
	c, err := f.SyscallConn()
	if err != nil {
		return 0, err
	}
	control := c.Control(func(descriptor uintptr) {
		for {
			switch n, err = fd.Read(int(descriptor), b); {
			case err == unix.EAGAIN:
				poll(descriptor, -1)
			case err != unix.EINTR:
				return
			}
		}
	})
	switch {
	case control != nil:
		return 0, control
	case err != nil:
		return 0, err
	case n == 0 && len(b) > 0:
		return 0, io.EOF
	}
	return n, nil
}
