//go:build unix

package kit

import (
	"os/exec"
	"syscall"

	"weft/kernel/engine/child/group"
)

const exe = ""

// ownGroup ends the go command together with the compilers that it started.
func ownGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error {
		group.End(cmd.Process.Pid, "")
		return nil
	}
}
