package child

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
	"time"
)

// usageOf reads /proc/PID/stat (proc_pid_stat(5)): fields 14 and 15 are the user and system time in
// ticks of a hundredth of a second, field 24 the resident pages.
func usageOf(pid int) (Usage, error) {
	path := fmt.Sprintf("/proc/%d/stat", pid)
	text, err := os.ReadFile(path)
	if err != nil {
		return Usage{}, fmt.Errorf("read usage: %w", err)
	}
	// The second field is the name in parentheses, which can contain anything.
	_, rest, ok := bytes.Cut(text[bytes.LastIndexByte(text, ')')+1:], []byte(" "))
	fields := bytes.Fields(rest)
	if !ok || len(fields) < 22 {
		return Usage{}, fmt.Errorf("read usage: %s has %d fields", path, len(fields))
	}
	number := func(field int) int64 { n, _ := strconv.ParseInt(string(fields[field-3]), 10, 64); return n }
	return Usage{
		PID:    pid,
		CPU:    time.Duration(number(14)+number(15)) * 10 * time.Millisecond,
		Memory: number(24) * int64(os.Getpagesize()),
	}, nil
}
