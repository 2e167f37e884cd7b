//go:build unix

package native

import (
	"os"
	"runtime"
	"syscall"
	"time"
)

// usageOf reads getrusage(2), whose memory is in KiB but on macOS, where it is in bytes.
func usageOf(state *os.ProcessState, wall time.Duration) Usage {
	u := Usage{Wall: wall, CPU: state.UserTime() + state.SystemTime()}
	if r, ok := state.SysUsage().(*syscall.Rusage); ok {
		u.MaxMemory = int64(r.Maxrss)
		if runtime.GOOS != "darwin" && runtime.GOOS != "ios" {
			u.MaxMemory <<= 10
		}
	}
	return u
}
