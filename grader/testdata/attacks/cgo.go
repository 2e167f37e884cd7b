// both: ungradable: package C is not allowed
package solution

import "C"

// Job is given.
type Job struct {
	ID  int
	Run func() int
}

// Process is the function that is graded.
func Process(jobs []Job, workers int) []int {
	return nil
}
