package procs

import (
	"os"
	"strconv"
	"strings"
	"syscall"
)

// LimitMemory lets the calling process, which must be one that this package has started, have that many bytes more than
// it has now. When it needs more than that, it dies: its caller gets a [*CrashError] that says out of memory.
// The run time takes memory in large pieces (64 MiB), so that less than 128 MiB may be too little for anything. It is
// for Linux; elsewhere the error is [ErrUnsupported].
func LimitMemory(bytes int) error {
	if !Serving() {
		return &ValueError{"LimitMemory is for a process that Start or a pool has started"}
	}
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return err
	}
	_, rest, _ := strings.Cut(string(status), "VmData:")
	kib, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
	now, err := strconv.Atoi(kib)
	if err != nil {
		return err
	}
	limit := uint64(now)<<10 + uint64(bytes)
	return os.NewSyscallError("setrlimit", syscall.Setrlimit(syscall.RLIMIT_DATA, &syscall.Rlimit{Cur: limit, Max: limit}))
}
