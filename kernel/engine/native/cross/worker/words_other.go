//go:build !unix

package worker

import (
	"errors"
	"io"
	"os"
)

// words is not needed: nothing is ever started.
type words struct{}

func newWords(*os.File, io.Writer) (*words, error) { return nil, errors.ErrUnsupported }
func (*words) listen(<-chan struct{}) string       { return "" }
func (*words) flush()                              {}
