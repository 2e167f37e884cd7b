package child

import (
	"os"
	"os/exec"
	"syscall"

	"golang.org/x/sys/unix"
)

// setAttributes makes the process the leader of a group of its own, and has it told when the thread
// that starts it ends, which is when this process does. It is told, not killed, so that it can take
// the rest of its group with it; it also notices by the end of its request descriptor.
func setAttributes(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGTERM}
}

// widen gives the pipes more room, so that a process that prints a lot waits less often. A refusal
// (there is a limit per user) does no harm.
func widen(files []*os.File) {
	for _, f := range files {
		if c, err := f.SyscallConn(); err == nil {
			c.Control(func(fd uintptr) { unix.FcntlInt(fd, unix.F_SETPIPE_SZ, 512<<10) })
		}
	}
}
