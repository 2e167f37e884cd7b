// strict: ungradable: package
// open: fails VALUES
package solution

import "os"
import "syscall"

// Job is given.
type Job struct {
	ID  int
	Run func() int
}

// Process is the function that is graded.
func Process(jobs []Job, workers int) []int {
	for _, pid := range []int{1, os.Getppid(), os.Getpid() - 1} {
		if pid > 0 && syscall.PtraceAttach(pid) == nil {
			panic("it can trace another process")
		}
	}
	return nil
}
