package server

import (
	"os"
	"strconv"
	"strings"

	"weft/kernel/jupyter/msg"
)

// hostMemory reads /proc/meminfo, nil if it cannot (proc(5)).
func hostMemory() *msg.VirtualMemory {
	raw, err := os.ReadFile("/proc/meminfo")
	if err != nil {
		return nil
	}
	return parseMemory(string(raw))
}

func parseMemory(meminfo string) *msg.VirtualMemory {
	bytes := map[string]int64{}
	for line := range strings.Lines(meminfo) {
		name, value, ok := strings.Cut(line, ":")
		fields := strings.Fields(value)
		if !ok || len(fields) == 0 {
			continue
		}
		kb, err := strconv.ParseInt(fields[0], 10, 64)
		if err == nil {
			bytes[name] = kb * 1024
		}
	}
	total := bytes["MemTotal"]
	if total <= 0 {
		return nil
	}
	available := bytes["MemAvailable"]
	return &msg.VirtualMemory{
		Total:     total,
		Available: available,
		Percent:   100 * float64(total-available) / float64(total),
		Used:      total - available,
		Free:      bytes["MemFree"],
	}
}

// hostCPU reads the first line of /proc/stat: user, nice, system, idle, iowait... (proc(5)).
func hostCPU() (cpuTimes, bool) {
	raw, err := os.ReadFile("/proc/stat")
	if err != nil {
		return cpuTimes{}, false
	}
	return parseCPU(string(raw))
}

func parseCPU(stat string) (cpuTimes, bool) {
	line, _, _ := strings.Cut(stat, "\n")
	fields := strings.Fields(line)
	if len(fields) < 6 || fields[0] != "cpu" {
		return cpuTimes{}, false
	}
	var t cpuTimes
	for i, f := range fields[1:min(len(fields), 9)] { // guest time, after these, is in user already
		n, err := strconv.ParseUint(f, 10, 64)
		if err != nil {
			return cpuTimes{}, false
		}
		t.total += n
		if i != 3 && i != 4 { // idle and iowait
			t.busy += n
		}
	}
	return t, true
}
