// fails: stuck: it waits in a loop
package solution

import "sync"

type Job struct {
	ID  int
	Run func() int
}

func Process(jobs []Job, workers int) []int {
	values := make([]int, len(jobs))
	left := len(jobs)
	var mu sync.Mutex
	for i, j := range jobs {
		go func() { values[i] = j.Run(); mu.Lock(); left--; mu.Unlock() }()
	}
	for {
		mu.Lock()
		if left == 0 {
			return values
		}
		mu.Unlock()
	}
}

var _ sync.Mutex
