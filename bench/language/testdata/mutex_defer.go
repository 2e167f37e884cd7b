package main

import "sync"

type account struct {
	mu  sync.Mutex
	sum int
}

func (a *account) deposit(n int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.sum += n
}

func (a *account) balance() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.sum
}

func work() int {
	a := &account{}
	total := 0
	for i := 0; i < 4000; i++ {
		a.deposit(i)
		total += a.balance() % 3
	}
	return total
}
