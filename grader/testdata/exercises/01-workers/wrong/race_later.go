// fails: race: two goroutines count in one variable, at different moments, and nothing but time is between them
package solution

import (
	"sync"
	"sync/atomic"
)

type Job struct {
	ID  int
	Run func() int
}

func Process(jobs []Job, workers int) []int {
	values := make([]int, len(jobs))
	var next atomic.Int64
	counted := 0 // of the first two jobs
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= len(jobs) {
					return
				}
				values[i] = jobs[i].Run()
				if i < 2 {
					counted++
				}
			}
		})
	}
	wg.Wait()
	return values
}
