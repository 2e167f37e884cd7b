//go:build !unix

package launch

import (
	"errors"
	"runtime"
)

// Possible is nil where programs can be started as weft needs it, else an error that names the system.
func Possible() error {
	return errors.New("cells cannot run on " + runtime.GOOS + ", where processes inherit no descriptors: use weft of Linux, on Windows in the Linux subsystem (WSL)")
}
