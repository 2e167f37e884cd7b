//go:build unix && !linux

package interp

import (
	"os"

	"golang.org/x/sys/unix"
)

// A moment is not known here.
type moment struct{}

func thisMoment() moment { return moment{} }

// signalStarted sends a signal to the processes that cells have started, as a terminal's ^C would. This process gets
// it too, and ignores it; one that cannot be ignored is not sent.
func signalStarted(_ moment, signal unix.Signal) {
	if pid := os.Getpid(); signal == unix.SIGINT && unix.Getpgrp() == pid {
		unix.Kill(-pid, signal)
	}
}
