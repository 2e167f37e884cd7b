// strict: ungradable: package os is not allowed
// open: fails limit
package solution

import "os"

// Job is given.
type Job struct {
	ID  int
	Run func() int
}

// Process is the function that is graded.
func Process(jobs []Job, workers int) []int {
	for fd := uintptr(3); fd < 64; fd++ {
		if f := os.NewFile(fd, "report"); f != nil {
			f.WriteString("not JSON at all\n")
		}
	}
	return nil
}
