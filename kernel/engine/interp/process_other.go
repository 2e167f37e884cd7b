//go:build !unix

package interp

import (
	"errors"
	"os"
	"runtime"
	"time"
)

var parentDied = []os.Signal{os.Kill}

func private() (requests, events *os.File, err error) {
	return nil, nil, errors.New("evaluating cells needs inherited descriptors, which weft does not have on " + runtime.GOOS)
}

func endSession() {}

type moment struct{}

func thisMoment() moment { return moment{} }

func interruptCommands(moment) {}
func killCommands(moment)      {}

func unread(*os.File) int { return 0 }

// processorTime is not known.
func processorTime() time.Duration { return 0 }

func awaitMore(*os.File) bool { return false }

func readWaiting(*os.File, []byte) (int, error) { return 0, errors.ErrUnsupported }
