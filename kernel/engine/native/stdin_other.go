//go:build !linux

package native

import (
	"errors"
	"os"
)

// A demand cannot be seen on this system.
type demand struct{}

func newDemand(int, *os.File) (*demand, error) { return nil, errors.ErrUnsupported }

func (*demand) look() (bool, error) { return false, errors.ErrUnsupported }
