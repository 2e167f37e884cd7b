package sandbox

import (
	"fmt"
	"syscall"
	"time"
)

// A Stop names the limit that ended a program, or "".
type Stop string

const (
	StopWall    Stop = "wall"
	StopCPU     Stop = "cpu"
	StopMemory  Stop = "memory"
	StopOutput  Stop = "output"
	StopThreads Stop = "threads"
	StopScratch Stop = "scratch"
)

// An Exit is how a program ended and what it used. It is a plain value.
type Exit struct {
	Code   int            `json:"code"`             // exit status, if it ended by itself; -1 otherwise
	Signal syscall.Signal `json:"signal,omitempty"` // the signal that ended it, 0 if none
	Stop   Stop           `json:"stop,omitempty"`   // the limit that ended it
	Wall   time.Duration  `json:"wall"`             // real time from its start
	CPU    time.Duration  `json:"cpu"`              // of all its threads, and of processes it has waited for
	// MaxRSS is the most memory that was resident, in bytes. Below what the launcher held before it became
	// the program, some 25 MiB, it is the most that was seen from time to time; of a program that lived
	// for milliseconds it is what the launcher held.
	MaxRSS int64 `json:"maxRSS"`

	Level   Level     `json:"level"`             // that it ran at
	Missing []Finding `json:"missing,omitempty"` // layers that it ran without
}

func (e Exit) String() string {
	switch {
	case e.Stop != "":
		return fmt.Sprintf("stopped by its limit of %s", e.Stop)
	case e.Signal != 0:
		return fmt.Sprintf("ended by signal: %v", e.Signal)
	}
	return fmt.Sprintf("exit status %d", e.Code)
}
