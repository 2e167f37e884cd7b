//go:build unix && !linux

package sandbox

import (
	"os"
	"os/exec"
	"syscall"
)

// ownGroup makes the process the leader of a group.
func ownGroup(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

// killGroup kills the group that the process leads.
func killGroup(p *os.Process) { syscall.Kill(-p.Pid, syscall.SIGKILL) }
