package interp

import (
	"bytes"
	"os"
	"strconv"

	"golang.org/x/sys/unix"
)

// A moment is one of the system's clock, by which it says when a process was started.
type moment uint64

// ticksPerSecond is the unit of that clock in /proc, the same on all architectures that Go has.
const ticksPerSecond = 100

func thisMoment() moment {
	var t unix.Timespec
	if unix.ClockGettime(unix.CLOCK_BOOTTIME, &t) != nil {
		return 0
	}
	return moment(t.Nano() / (1e9 / ticksPerSecond))
}

// signalStarted sends a signal to the processes that were started here since then, and to what these have started
// in turn. What has lost its parent is nobody's command any more.
func signalStarted(since moment, signal unix.Signal) {
	parents, children := map[int]int{}, map[int]bool{}
	names, _ := os.ReadDir("/proc")
	for _, name := range names {
		pid, err := strconv.Atoi(name.Name())
		if err != nil {
			continue
		}
		parent, started, ok := origin(pid)
		if ok && parent == os.Getpid() && started >= since {
			children[pid] = true
		}
		parents[pid] = parent
	}
	for pid := range parents {
		for p, depth := pid, 0; p > 1 && depth < len(parents); p, depth = parents[p], depth+1 {
			if children[p] {
				unix.Kill(pid, signal)
				break
			}
		}
	}
}

// origin reads /proc/PID/stat (proc_pid_stat(5)): field 4 is the parent, field 22 when the process was started.
func origin(pid int) (parent int, started moment, ok bool) {
	text, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	if err != nil {
		return 0, 0, false
	}
	// The second field is the name in parentheses, which can contain anything.
	fields := bytes.Fields(text[bytes.LastIndexByte(text, ')')+1:])
	if len(fields) < 20 {
		return 0, 0, false
	}
	parent, err = strconv.Atoi(string(fields[1]))
	ticks, err2 := strconv.ParseUint(string(fields[19]), 10, 64)
	return parent, moment(ticks), err == nil && err2 == nil
}
