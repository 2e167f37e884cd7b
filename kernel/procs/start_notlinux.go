//go:build unix && !linux

package procs

import "syscall"

// withParent does nothing here: a process sees the end of its control socket.
func withParent() *syscall.SysProcAttr { return nil }
