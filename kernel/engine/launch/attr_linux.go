package launch

import (
	"os"
	"os/exec"
	"syscall"

	"golang.org/x/sys/unix"
)

// SetAttributes makes the process the leader of a group of its own, and has it sent the signal when the
// thread that starts it ends, which is when this process does. SIGTERM asks one that takes the rest of its
// group with it; SIGKILL is for all others.
func SetAttributes(cmd *exec.Cmd, atDeath syscall.Signal) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: atDeath}
}

// Widen gives the pipes more room, so that a process that prints a lot waits less often. A refusal
// (there is a limit per user) does no harm.
func Widen(files []*os.File) {
	for _, f := range files {
		if c, err := f.SyscallConn(); err == nil {
			c.Control(func(fd uintptr) { unix.FcntlInt(fd, unix.F_SETPIPE_SZ, 512<<10) })
		}
	}
}
