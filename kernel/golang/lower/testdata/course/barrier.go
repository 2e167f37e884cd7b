// A reusable barrier with a condition variable: rounds stay together.
package main

import (
	"fmt"
	"sync"
)

type Barrier struct {
	mu    sync.Mutex
	cond  *sync.Cond
	n     int
	count int
	round int
}

func NewBarrier(n int) *Barrier {
	b := &Barrier{n: n}
	b.cond = sync.NewCond(&b.mu)
	return b
}

// Wait returns true for the last one that arrives.
func (b *Barrier) Wait() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	round := b.round
	b.count++
	if b.count == b.n {
		b.count = 0
		b.round++
		b.cond.Broadcast()
		return true
	}
	for round == b.round {
		b.cond.Wait()
	}
	return false
}

func main() {
	const n, rounds = 5, 4
	b := NewBarrier(n)
	var mu sync.Mutex
	log := make([][]int, rounds)
	leaders := make([]int, rounds)
	var wg sync.WaitGroup
	for id := 0; id < n; id++ {
		wg.Add(1)
		go func(id int) {
			defer wg.Done()
			for r := 0; r < rounds; r++ {
				mu.Lock()
				log[r] = append(log[r], id)
				full := len(log[r])
				mu.Unlock()
				if full > n {
					fmt.Println("too many in round", r)
				}
				if b.Wait() {
					leaders[r]++
				}
				mu.Lock()
				if len(log[r]) != n {
					fmt.Println("passed too early in round", r)
				}
				mu.Unlock()
			}
		}(id)
	}
	wg.Wait()
	for r, ids := range log {
		sum := 0
		for _, id := range ids {
			sum += id
		}
		fmt.Println("round", r, "members", len(ids), "sum", sum, "leaders", leaders[r])
	}
}
