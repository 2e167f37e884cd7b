//go:build !unix

package sandbox

import (
	"os"
	"os/exec"
)

func ownGroup(*exec.Cmd) {}

// killGroup kills the process alone: weft knows no process groups on this system.
func killGroup(p *os.Process) { p.Kill() }
