//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd || windows)

package kit

import (
	"errors"
	"os"
	"runtime"
)

func tryLock(*os.File) (bool, error) {
	return false, errors.New("files cannot be locked on " + runtime.GOOS)
}
