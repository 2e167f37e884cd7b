package main

import "sync"

type tally struct {
	mu  sync.Mutex
	wg  sync.WaitGroup
	sum int
}

func count(t *tally, n int) {
	t.mu.Lock()
	t.sum += n
	t.mu.Unlock()
	t.wg.Done()
}

func work() int {
	t := &tally{}
	for i := 0; i < 10000; i++ {
		t.wg.Add(1)
		go count(t, i)
	}
	t.wg.Wait()
	return t.sum
}
