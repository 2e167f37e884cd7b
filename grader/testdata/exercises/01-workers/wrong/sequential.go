// fails: TIME: one after the other
package solution

import "sync"

type Job struct {
	ID  int
	Run func() int
}

func Process(jobs []Job, workers int) []int {
	values := make([]int, len(jobs))
	for i, j := range jobs {
		values[i] = j.Run()
	}
	return values
}

var _ sync.Mutex
