//go:build !amd64 && !arm64

package self

import (
	"runtime"
	"strconv"
	"strings"
)

// id is the number in the goroutine's stack trace, which takes a microsecond.
func id() uintptr {
	var buf [64]byte
	text, _ := strings.CutPrefix(string(buf[:runtime.Stack(buf[:], false)]), "goroutine ")
	number, _, _ := strings.Cut(text, " ")
	n, _ := strconv.ParseUint(number, 10, 64)
	return uintptr(n)
}
