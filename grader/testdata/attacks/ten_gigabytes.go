// both: fails limit
package solution

// Job is given.
type Job struct {
	ID  int
	Run func() int
}

var kept [][]byte

// Process is the function that is graded.
func Process(jobs []Job, workers int) []int {
	for range 10 << 10 {
		b := make([]byte, 1<<20)
		for i := range b {
			b[i] = 1
		}
		kept = append(kept, b)
	}
	return nil
}
