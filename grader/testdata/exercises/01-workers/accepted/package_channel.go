// accepted: a channel in a package variable says who is free
package solution

import "sync"

type Job struct {
	ID  int
	Run func() int
}

var turn = make(chan struct{}, 1)

func Process(jobs []Job, workers int) []int {
	values := make([]int, len(jobs))
	next := 0
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for {
				turn <- struct{}{}
				i := next
				next++
				<-turn
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
