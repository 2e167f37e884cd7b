//go:build never

// both: ungradable: the directive
package solution

// Job is given.
type Job struct {
	ID  int
	Run func() int
}

// Process is the function that is graded.
func Process(jobs []Job, workers int) []int {
	return nil
}
