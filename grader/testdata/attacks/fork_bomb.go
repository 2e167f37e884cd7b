// strict: ungradable: package os is not allowed
// open: fails
package solution

import "os"
import "os/exec"

// Job is given.
type Job struct {
	ID  int
	Run func() int
}

// Process is the function that is graded.
func Process(jobs []Job, workers int) []int {
	for range 1000 {
		exec.Command("/proc/self/exe").Start()
		exec.Command(os.Args[0]).Start()
	}
	return nil
}
