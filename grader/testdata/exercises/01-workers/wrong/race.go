// fails: race: the next index has no lock
package solution

import "sync"

type Job struct {
	ID  int
	Run func() int
}

func Process(jobs []Job, workers int) []int {
	values := make([]int, len(jobs))
	next := 0
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for {
				i := next
				next++
				if i >= len(jobs) {
					return
				}
				values[i] = jobs[i].Run()
			}
		})
	}
	wg.Wait()
	return values
}

var _ sync.Mutex
