//go:build !unix

package child

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
)

func setAttributes(*exec.Cmd) {}

func widen([]*os.File) {}

// A waker is not needed: nothing is ever started.
type waker struct{}

func (*waker) open() error {
	return fmt.Errorf("evaluators on %s: inherited descriptors: %w", runtime.GOOS, errors.ErrUnsupported)
}
func (*waker) close() {}
func (*waker) free()  {}

func (o *streams) pump()          {}
func (s *source) unread() int     { return 0 }
func (s *source) read([]byte) int { return 0 }
