//go:build !unix

package stdio

import (
	"errors"
	"fmt"
	"runtime"
)

// A waker is not needed: nothing is ever started.
type waker struct{}

func (*waker) open() error {
	return fmt.Errorf("read a process's output on %s: %w", runtime.GOOS, errors.ErrUnsupported)
}
func (*waker) close() {}
func (*waker) free()  {}

// Pump does nothing on this system.
func (o *Streams[S]) Pump()       {}
func (s *source) unread() int     { return 0 }
func (s *source) read([]byte) int { return 0 }
