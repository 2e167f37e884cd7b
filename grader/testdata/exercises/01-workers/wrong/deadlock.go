// fails: deadlock: nobody receives
package solution

import "sync"

type Job struct {
	ID  int
	Run func() int
}

func Process(jobs []Job, workers int) []int {
	values := make([]int, len(jobs))
	next := make(chan int)
	for i := range jobs {
		next <- i
	}
	return values
}

var _ sync.Mutex
