//go:build unix

package modules

import (
	"os/exec"
	"syscall"

	"weft/kernel/engine/child/group"
)

// ownGroup ends the go command together with what it started.
func ownGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error {
		group.End(cmd.Process.Pid, "")
		return nil
	}
}
