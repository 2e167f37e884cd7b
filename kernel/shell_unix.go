//go:build unix

package kernel

import (
	"os/exec"
	"syscall"
)

func shellCommand() (name, flag string) { return "/bin/sh", "-c" }

// ownGroup lets the command's whole process group end with its context.
func ownGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}
