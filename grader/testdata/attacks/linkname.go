// both: ungradable: the directive
package solution

import "time"

// Job is given.
type Job struct {
	ID  int
	Run func() int
}

//go:linkname now time.now
func now() (sec int64, nsec int32, mono int64)

var _ = time.Now

// Process is the function that is graded.
func Process(jobs []Job, workers int) []int {
	return nil
}
