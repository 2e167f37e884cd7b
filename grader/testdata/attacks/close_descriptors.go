// strict: ungradable: package syscall is not allowed
// open: fails exit, crash, deadlock, stuck
package solution

import "syscall"

// Job is given.
type Job struct {
	ID  int
	Run func() int
}

// Process is the function that is graded.
func Process(jobs []Job, workers int) []int {
	for fd := range 64 {
		syscall.Close(fd)
	}
	return nil
}
