package client

import (
	"errors"
	"os/exec"
	"strconv"
	"syscall"
)

func ownGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{CreationFlags: syscall.CREATE_NEW_PROCESS_GROUP}
}

func awaitExit(*exec.Cmd) bool { return false }

// endGroup ends the process with those that it has started.
func endGroup(pid int) { _ = exec.Command("taskkill", "/T", "/F", "/PID", strconv.Itoa(pid)).Run() }

func interruptGroup(int) error {
	return errors.New(`Windows has no SIGINT: the kernel's kernel.json must say "interrupt_mode": "message"`)
}
