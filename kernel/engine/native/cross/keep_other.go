//go:build !unix

package cross

import (
	"errors"
	"runtime"
)

func keep(int) error {
	return errors.New("compiled cells need inherited descriptors, which weft does not have on " + runtime.GOOS)
}
