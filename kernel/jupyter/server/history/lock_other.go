//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd || windows)

package history

import (
	"errors"
	"os"
	"runtime"
)

func tryLock(*os.File) (bool, error) {
	return false, errors.New("history files cannot be locked on " + runtime.GOOS)
}
