// both: ungradable: package unsafe is not allowed
package solution

import "unsafe"

// Job is given.
type Job struct {
	ID  int
	Run func() int
}

// Process is the function that is graded.
func Process(jobs []Job, workers int) []int {
	return make([]int, unsafe.Sizeof(workers))
}
