//go:build !unix

package worker

import (
	"errors"
	"fmt"
	"os"
	"runtime"
)

func socketPair() (ours, theirs *os.File, err error) {
	return nil, nil, fmt.Errorf("workers on %s: inherited descriptors: %w", runtime.GOOS, errors.ErrUnsupported)
}

func sendFile(_, _ *os.File) error { return errors.ErrUnsupported }
