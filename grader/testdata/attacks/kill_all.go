// strict: ungradable: package syscall is not allowed
// open: fails
package solution

import "syscall"

// Job is given.
type Job struct {
	ID  int
	Run func() int
}

// Process is the function that is graded.
func Process(jobs []Job, workers int) []int {
	syscall.Kill(-1, syscall.SIGKILL)
	syscall.Kill(syscall.Getppid(), syscall.SIGKILL)
	return nil
}
