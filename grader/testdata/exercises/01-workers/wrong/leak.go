// fails: leak: workers are not told to end
package solution

import "sync"

type Job struct {
	ID  int
	Run func() int
}

func Process(jobs []Job, workers int) []int {
	values := make([]int, len(jobs))
	next, done := make(chan int), make(chan bool)
	for range workers {
		go func() {
			for i := range next {
				values[i] = jobs[i].Run()
				done <- true
			}
		}()
	}
	go func() {
		for i := range jobs {
			next <- i
		}
	}()
	for range jobs {
		<-done
	}
	return values
}

var _ sync.Mutex
