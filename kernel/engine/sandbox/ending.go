package sandbox

import (
	"syscall"
	"time"
)

// An ending is how a process ended, as the system tells.
type ending struct {
	Code   int // -1: a signal
	Signal syscall.Signal
	CPU    time.Duration
	RSS    int64 // bytes
}
