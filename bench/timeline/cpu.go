package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// A usage is the processor time that the kernel's process has had, and those that it started, in milliseconds. It is 0 where the
// system is not Linux.
type usage struct{ kernel, evaluators float64 }

func usageOf(kernel int) (u usage) {
	u.kernel = had(kernel)
	files, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, f := range files {
		text, _ := os.ReadFile(f)
		var state string
		var parent int
		fmt.Sscan(string(text[strings.LastIndexByte(string(text), ')')+1:]), &state, &parent)
		if parent == kernel {
			pid, _ := strconv.Atoi(filepath.Base(filepath.Dir(f)))
			u.evaluators += had(pid)
		}
	}
	return u
}

// had is the time of all threads of a process.
func had(pid int) (ms float64) {
	files, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/schedstat", pid))
	for _, f := range files {
		text, _ := os.ReadFile(f)
		var ns float64
		fmt.Sscan(string(text), &ns)
		ms += ns / 1e6
	}
	return ms
}
