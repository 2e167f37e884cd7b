//go:build !unix

package cross

import (
	"errors"
	"os"
)

func openControl() (*os.File, error) { return nil, errors.ErrUnsupported }

func receiveFile(*os.File) (*os.File, error) { return nil, errors.ErrUnsupported }
