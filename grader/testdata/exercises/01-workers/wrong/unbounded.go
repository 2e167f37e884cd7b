// fails: MAX, TIME in one by one: as many as there are
package solution

import "sync"

type Job struct {
	ID  int
	Run func() int
}

func Process(jobs []Job, workers int) []int {
	values := make([]int, len(jobs))
	var wg sync.WaitGroup
	for i, j := range jobs {
		wg.Go(func() { values[i] = j.Run() })
	}
	wg.Wait()
	return values
}

var _ sync.Mutex
