// both: ungradable: package weft/exercises
package solution

import "weft/exercises/01-workers/cases"

// Job is given.
type Job struct {
	ID  int
	Run func() int
}

var _ cases.In

// Process is the function that is graded.
func Process(jobs []Job, workers int) []int {
	return nil
}
