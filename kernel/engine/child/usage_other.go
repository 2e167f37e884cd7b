//go:build !linux

package child

import (
	"errors"
	"fmt"
	"runtime"
)

func usageOf(int) (Usage, error) {
	return Usage{}, fmt.Errorf("usage of processes on %s: %w", runtime.GOOS, errors.ErrUnsupported)
}
