package main

import "sync"

func work() int {
	var wg sync.WaitGroup
	var mu sync.Mutex
	sum := 0
	for i := 0; i < 10000; i++ {
		wg.Add(1)
		go func(n int) {
			mu.Lock()
			sum += n
			mu.Unlock()
			wg.Done()
		}(i)
	}
	wg.Wait()
	return sum
}
