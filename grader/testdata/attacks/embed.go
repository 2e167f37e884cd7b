// both: ungradable
package solution

import "embed"

// Job is given.
type Job struct {
	ID  int
	Run func() int
}

//go:embed *
var files embed.FS

// Process is the function that is graded.
func Process(jobs []Job, workers int) []int {
	return nil
}
