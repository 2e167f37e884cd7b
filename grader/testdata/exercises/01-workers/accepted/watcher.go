// accepted: a goroutine takes a lock on its way to its end, which comes with the return
package solution

import "sync"

type Job struct {
	ID  int
	Run func() int
}

func Process(jobs []Job, workers int) []int {
	values := make([]int, len(jobs))
	var mu sync.Mutex
	next, over := 0, false
	done := make(chan struct{})
	defer close(done)
	go func() {
		<-done
		mu.Lock()
		over = true
		mu.Unlock()
	}()
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for {
				mu.Lock()
				i := next
				next++
				stop := over
				mu.Unlock()
				if i >= len(jobs) || stop {
					return
				}
				values[i] = jobs[i].Run()
			}
		})
	}
	wg.Wait()
	return values
}
