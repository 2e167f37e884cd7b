// both: fails leak
package solution

import "time"

// Job is given.
type Job struct {
	ID  int
	Run func() int
}

// Process is the function that is graded.
func Process(jobs []Job, workers int) []int {
	// What stays behind changes the next case's values.
	values := make([]int, len(jobs))
	for i, j := range jobs {
		values[i] = j.Run()
	}
	go func() {
		for {
			time.Sleep(time.Hour)
		}
	}()
	return values
}
