//go:build unix

package client

import (
	"os/exec"
	"syscall"
)

func ownGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	dieWithParent(cmd.SysProcAttr)
}

// endGroup kills the leader and every process that is still in its group.
func endGroup(pid int) { _ = syscall.Kill(-pid, syscall.SIGKILL) }

func interruptGroup(pid int) error { return syscall.Kill(-pid, syscall.SIGINT) }
