// Semaphores: a buffered channel, a counting type, and golang.org/x/sync/semaphore.
package main

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/semaphore"
)

type Semaphore chan struct{}

func (s Semaphore) Acquire() { s <- struct{}{} }
func (s Semaphore) Release() { <-s }
func (s Semaphore) TryAcquire() bool {
	select {
	case s <- struct{}{}:
		return true
	default:
		return false
	}
}

type gauge struct{ now, max atomic.Int64 }

func (g *gauge) enter() {
	n := g.now.Add(1)
	for {
		m := g.max.Load()
		if n <= m || g.max.CompareAndSwap(m, n) {
			return
		}
	}
}
func (g *gauge) leave() { g.now.Add(-1) }

func main() {
	sem := make(Semaphore, 3)
	var g gauge
	var wg sync.WaitGroup
	for i := 0; i < 10; i++ {
		wg.Add(1)
		go func(id int) {
			defer wg.Done()
			sem.Acquire()
			defer sem.Release()
			g.enter()
			defer g.leave()
			time.Sleep(time.Millisecond)
		}(i)
	}
	wg.Wait()
	fmt.Println("never more than 3:", g.max.Load() <= 3, "all gone:", g.now.Load() == 0)

	fmt.Println(sem.TryAcquire(), sem.TryAcquire(), sem.TryAcquire(), sem.TryAcquire(), len(sem), cap(sem))

	w := semaphore.NewWeighted(5)
	if err := w.Acquire(context.Background(), 4); err != nil {
		fmt.Println("cannot happen:", err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Millisecond)
	defer cancel()
	fmt.Println("try 2:", w.TryAcquire(2), "try 1:", w.TryAcquire(1))
	err := w.Acquire(ctx, 1)
	fmt.Println("full:", err, err == context.DeadlineExceeded)
	w.Release(5)
	fmt.Println("try 5:", w.TryAcquire(5))
}
