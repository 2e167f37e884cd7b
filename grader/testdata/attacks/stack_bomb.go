// both: fails crash, limit, panic
package solution

// Job is given.
type Job struct {
	ID  int
	Run func() int
}

func deep(n int) int { return deep(n+1) + 1 }

// Process is the function that is graded.
func Process(jobs []Job, workers int) []int {
	return []int{deep(0)}
}
