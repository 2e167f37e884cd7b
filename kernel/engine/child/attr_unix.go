//go:build unix && !linux

package child

import (
	"os"
	"os/exec"
	"syscall"
)

func setAttributes(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

func widen([]*os.File) {}
