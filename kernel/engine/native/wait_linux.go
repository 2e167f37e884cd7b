package native

import "golang.org/x/sys/unix"

// waitable returns when the process has ended. It is not waited for: its number stays its own.
func waitable(pid int) {
	for {
		if err := unix.Waitid(unix.P_PID, pid, nil, unix.WEXITED|unix.WNOWAIT, nil); err != unix.EINTR {
			return
		}
	}
}
