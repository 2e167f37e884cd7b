// both: fails
package solution

// Job is given.
type Job struct {
	ID  int
	Run func() int
}

func init() {
	for {
	}
}

// Process is the function that is graded.
func Process(jobs []Job, workers int) []int {
	return nil
}
