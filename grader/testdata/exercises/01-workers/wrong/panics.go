// fails: panic: out of range
package solution

import "sync"

type Job struct {
	ID  int
	Run func() int
}

func Process(jobs []Job, workers int) []int {
	values := make([]int, len(jobs))
	var wg sync.WaitGroup
	wg.Go(func() { _ = values[len(jobs)] })
	wg.Wait()
	return values
}

var _ sync.Mutex
