package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// memory is the resident memory of a process now and at most, in bytes, from proc_pid_status(5).
func memory(pid int) (now, most int64) {
	return status(pid, "VmRSS:"), status(pid, "VmHWM:")
}

func status(pid int, name string) int64 {
	text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	return field(string(text), name)
}

// field is a field of such a file that is in kB, in bytes.
func field(text, name string) int64 {
	for line := range strings.Lines(text) {
		if rest, ok := strings.CutPrefix(line, name); ok {
			n, _ := strconv.ParseInt(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(rest), "kB")), 10, 64)
			return n * 1024
		}
	}
	return 0
}

// descriptors is how many a process has open.
func descriptors(pid int) int {
	names, _ := os.ReadDir(fmt.Sprintf("/proc/%d/fd", pid))
	return len(names)
}

// threads is how many a process has.
func threads(pid int) int {
	names, _ := os.ReadDir(fmt.Sprintf("/proc/%d/task", pid))
	return len(names)
}

// descendants are the processes below one, of whatever depth.
func descendants(pid int) []int {
	parents := map[int]int{}
	names, _ := filepath.Glob("/proc/[0-9]*")
	for _, name := range names {
		id, _ := strconv.Atoi(filepath.Base(name))
		stat, err := os.ReadFile(filepath.Join(name, "stat"))
		if err != nil {
			continue
		}
		fields := bytes.Fields(stat[bytes.LastIndexByte(stat, ')')+1:])
		if len(fields) > 1 {
			parents[id], _ = strconv.Atoi(string(fields[1]))
		}
	}
	var found []int
	for id := range parents {
		for p := parents[id]; p > 1; p = parents[p] {
			if p == pid {
				found = append(found, id)
				break
			}
		}
	}
	return found
}

// command is what a process runs.
func command(pid int) string {
	text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid))
	return strings.TrimSpace(strings.ReplaceAll(string(text), "\x00", " "))
}

// marked are the processes that descend from kernels which we have started: their environment tells of us.
func marked() []int {
	var found []int
	names, _ := filepath.Glob("/proc/[0-9]*")
	parent := []byte(fmt.Sprintf("JPY_PARENT_PID=%d\x00", os.Getpid()))
	for _, name := range names {
		env, err := os.ReadFile(filepath.Join(name, "environ"))
		if err == nil && bytes.Contains(env, parent) {
			id, _ := strconv.Atoi(filepath.Base(name))
			found = append(found, id)
		}
	}
	return found
}
