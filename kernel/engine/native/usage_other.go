//go:build !unix

package native

import (
	"os"
	"time"
)

func usageOf(state *os.ProcessState, wall time.Duration) Usage {
	return Usage{Wall: wall, CPU: state.UserTime() + state.SystemTime()}
}
