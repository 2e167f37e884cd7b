package memory

import (
	"fmt"
	"math"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// HasHard reports whether Limit has an effect.
const HasHard = true

// Here is the machine's memory, or what this process's cgroups leave of it.
func Here() Machine {
	m := Machine{From: "the machine"}
	var info unix.Sysinfo_t
	if unix.Sysinfo(&info) == nil {
		m.Bytes = int64(uint64(info.Totalram) * uint64(info.Unit))
	}
	groups, _ := os.ReadFile("/proc/self/cgroup")
	if n := least("/sys/fs/cgroup", string(groups)); n > 0 && (m.Bytes == 0 || n < m.Bytes) {
		m = Machine{Bytes: n, From: "the container (cgroup)"}
	}
	return m
}

// least is the smallest limit of the groups that a text like /proc/self/cgroup names, and of those around them
// (cgroups(7)); 0 if there is none. In a container the files at the root are often the group's own.
func least(root, groups string) int64 {
	smallest := int64(0)
	for line := range strings.Lines(groups) {
		parts := strings.SplitN(strings.TrimSpace(line), ":", 3)
		if len(parts) != 3 {
			continue
		}
		dir, file := "", "memory.max" // version 2
		switch {
		case parts[0] == "0" && parts[1] == "":
		case slices.Contains(strings.Split(parts[1], ","), "memory"):
			dir, file = "memory", "memory.limit_in_bytes"
		default:
			continue
		}
		for group := path.Clean("/" + parts[2]); ; group = path.Dir(group) {
			text, _ := os.ReadFile(path.Join(root, dir, group, file))
			n, err := strconv.ParseInt(strings.TrimSpace(string(text)), 10, 64)
			// Version 1 says the largest number of pages for none.
			if err == nil && n > 0 && n < math.MaxInt64>>1 && (smallest == 0 || n < smallest) {
				smallest = n
			}
			if group == "/" {
				break
			}
		}
	}
	return smallest
}

// Limit has the system refuse this process more than n bytes of data (setrlimit(2), RLIMIT_DATA), on which the Go run
// time ends it; 0 is no limit. The limit can be raised again, and processes started from now on have it too,
// each for itself.
func Limit(n int64) error {
	var l unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_DATA, &l); err != nil {
		return fmt.Errorf("read the limit of memory: %w", err)
	}
	if l.Cur = uint64(n); n == 0 || l.Cur > l.Max {
		l.Cur = l.Max
	}
	if err := unix.Setrlimit(unix.RLIMIT_DATA, &l); err != nil {
		return fmt.Errorf("limit memory to %s: %w", Size(n), err)
	}
	return nil
}

// Offer makes this process, and those that it starts, the first to be ended when the machine has no memory left
// (proc_pid_oom_score_adj(5)).
func Offer() error {
	if err := os.WriteFile("/proc/self/oom_score_adj", []byte("900"), 0); err != nil {
		return fmt.Errorf("offer this process when memory runs out: %w", err)
	}
	return nil
}
