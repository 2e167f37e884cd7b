//go:build unix && !linux

package launch

import (
	"os"
	"os/exec"
	"syscall"
)

// SetAttributes makes the process the leader of a group of its own. This system tells no process of its
// parent's death.
func SetAttributes(cmd *exec.Cmd, _ syscall.Signal) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
}

// Widen does nothing on this system.
func Widen([]*os.File) {}
