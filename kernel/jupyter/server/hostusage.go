package server

import (
	"os"
	"runtime"
	"sync"

	"weft/kernel/jupyter/msg"
)

// hostUsage knows what a usage_reply says of the machine.
type hostUsage struct {
	mu   sync.Mutex
	last cpuTimes // at the previous request
}

// cpuTimes are the ticks that all CPUs of the host have spent since it started.
type cpuTimes struct{ busy, total uint64 }

// fill adds to u what the language side has left zero. What the system does not tell stays out
// of the reply.
func (h *hostUsage) fill(u *msg.UsageReply) {
	if u.Hostname == "" {
		u.Hostname, _ = os.Hostname() // else "", which says as much
	}
	if u.PID == 0 {
		u.PID = os.Getpid()
	}
	if u.CPUCount == 0 {
		u.CPUCount = runtime.NumCPU()
	}
	if u.HostVirtualMemory == nil {
		u.HostVirtualMemory = hostMemory()
	}
	if u.HostCPUPercent == 0 {
		u.HostCPUPercent = h.cpu()
	}
}

// cpu is the share of the host's CPU time, in percent, that was used since the previous call; 0
// in the first.
func (h *hostUsage) cpu() float64 {
	now, ok := hostCPU()
	if !ok {
		return 0
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	last := h.last
	h.last = now
	if last.total == 0 || now.total <= last.total || now.busy < last.busy {
		return 0
	}
	return 100 * float64(now.busy-last.busy) / float64(now.total-last.total)
}
