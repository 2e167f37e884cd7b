// both: fails limit
package solution

import "time"

// Job is given.
type Job struct {
	ID  int
	Run func() int
}

// Process is the function that is graded.
func Process(jobs []Job, workers int) []int {
	for {
		go time.Sleep(time.Hour)
	}
}
