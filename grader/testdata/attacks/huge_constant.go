// both: ungradable
package solution

// Job is given.
type Job struct {
	ID  int
	Run func() int
}

const huge = 1 << 1000000000

// Process is the function that is graded.
func Process(jobs []Job, workers int) []int {
	return make([]int, huge>>999999999)
}
