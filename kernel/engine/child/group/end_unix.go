//go:build unix

package group

import (
	"os"

	"golang.org/x/sys/unix"
)

// End kills the members that bear the mark, and then the process group that pid leads. The caller may
// be a member; then End does not return. pid must not have been waited for, or its number could
// belong to somebody else.
func End(pid int, mark string) {
	if mark != "" {
		// A member may be starting another one while it is being killed.
		for range 8 {
			if killMarked(mark, os.Getpid()) == 0 {
				break
			}
		}
	}
	unix.Kill(-pid, unix.SIGKILL)
}
