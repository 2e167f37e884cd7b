// accepted: a semaphore, and a goroutine for each job
package solution

import "sync"

type Job struct {
	ID  int
	Run func() int
}

func Process(jobs []Job, workers int) []int {
	values := make([]int, len(jobs))
	free := make(chan struct{}, workers)
	var wg sync.WaitGroup
	for i, j := range jobs {
		free <- struct{}{}
		wg.Go(func() {
			defer func() { <-free }()
			values[i] = j.Run()
		})
	}
	wg.Wait()
	return values
}
