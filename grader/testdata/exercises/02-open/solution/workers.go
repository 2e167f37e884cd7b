package solution

import "sync"

// Job is given.
type Job struct {
	ID  int
	Run func() int
}

// Process runs jobs on a number of workers.
func Process(jobs []Job, workers int) []int {
	values := make([]int, len(jobs))
	next := make(chan int)
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for i := range next {
				values[i] = jobs[i].Run()
			}
		})
	}
	for i := range jobs {
		next <- i
	}
	close(next)
	wg.Wait()
	return values
}
