//go:build !unix

package worker

import (
	"errors"
	"io"
	"os"
	"time"
)

// words is not needed: nothing is ever started.
type words struct{}

func newWords(*os.File, io.Writer, <-chan struct{}) (*words, error) {
	return nil, errors.ErrUnsupported
}
func (*words) listen() string     { return "" }
func (*words) deadline(time.Time) {}
func (*words) flush()             {}
