//go:build unix

package kernel

import (
	"fmt"
	"os/exec"
	"syscall"

	"weft/kernel/magic"
)

// shellWords is how a script is run.
func shellWords(s magic.Script) ([]string, error) {
	name, path := s.Shell, "/bin/sh"
	if name != "" && name != "sh" {
		found, err := exec.LookPath(name)
		if err != nil {
			return nil, fmt.Errorf("there is no %s on this machine; %%%%sh runs the cell by sh", name)
		}
		path = found
	}
	if name == "" {
		name = "sh"
	}
	return append([]string{path, "-c", s.Text, name}, s.Args...), nil
}

// ownGroup lets the command's whole process group end with its context.
func ownGroup(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

// groupAlive reports whether a process of the group that pid led is there.
func groupAlive(pid int) bool { return syscall.Kill(-pid, 0) == nil }
