//go:build !unix

package launch

import (
	"os"
	"os/exec"
	"syscall"
)

// SetAttributes does nothing on this system, which has no process groups that weft knows.
func SetAttributes(*exec.Cmd, syscall.Signal) {}

// Widen does nothing on this system.
func Widen([]*os.File) {}
