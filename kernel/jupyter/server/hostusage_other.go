//go:build !linux

package server

import "weft/kernel/jupyter/msg"

// Elsewhere the machine's part of a usage_reply is left out; the kernel's part is there.
func hostMemory() *msg.VirtualMemory { return nil }

func hostCPU() (cpuTimes, bool) { return cpuTimes{}, false }
