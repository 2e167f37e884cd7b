package sandbox

import (
	"syscall"
	"time"
)

// newEnding reads what wait4(2) has filled in.
func newEnding(status syscall.WaitStatus, used *syscall.Rusage) *ending {
	e := &ending{
		Code: status.ExitStatus(),
		CPU:  time.Duration(used.Utime.Nano() + used.Stime.Nano()),
		RSS:  int64(used.Maxrss) << 10,
	}
	if status.Signaled() {
		e.Signal = status.Signal()
	}
	return e
}
