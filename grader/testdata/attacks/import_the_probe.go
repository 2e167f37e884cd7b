// both: ungradable: package weft/grader/probe
package solution

import "weft/grader/probe"

// Job is given.
type Job struct {
	ID  int
	Run func() int
}

var _ probe.Request

// Process is the function that is graded.
func Process(jobs []Job, workers int) []int {
	return nil
}
