package solution

import (
	"sync"
	"time"
)

type Job struct {
	ID  int
	Run func() int
}

// Process waits with Sleep until the workers have begun.
func Process(jobs []Job, workers int) []int {
	values := make([]int, len(jobs))
	queue := make(chan int, len(jobs))
	for i := range jobs {
		queue <- i
	}
	close(queue)
	var mu sync.Mutex
	var end sync.Once
	active, done := 0, make(chan bool)
	for range workers {
		go func() {
			mu.Lock()
			active++
			mu.Unlock()
			for i := range queue {
				values[i] = jobs[i].Run()
			}
			mu.Lock()
			defer mu.Unlock()
			if active--; active == 0 {
				end.Do(func() { close(done) })
			}
		}()
	}
	time.Sleep(time.Nanosecond)
	mu.Lock()
	none := active == 0
	mu.Unlock()
	if !none {
		<-done
	}
	return values
}
