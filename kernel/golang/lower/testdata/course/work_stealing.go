// Workers with own queues that steal from each other when idle.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type deque struct {
	mu    sync.Mutex
	tasks []func() int
}

func (d *deque) push(f func() int) {
	d.mu.Lock()
	d.tasks = append(d.tasks, f)
	d.mu.Unlock()
}

func (d *deque) pop() (f func() int, ok bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if n := len(d.tasks); n > 0 {
		f, d.tasks = d.tasks[n-1], d.tasks[:n-1]
		return f, true
	}
	return nil, false
}

func (d *deque) steal() (func() int, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.tasks) == 0 {
		return nil, false
	}
	f := d.tasks[0]
	d.tasks = d.tasks[1:]
	return f, true
}

func main() {
	const n = 4
	queues := make([]*deque, n)
	for i := range queues {
		queues[i] = new(deque)
	}
	var pending sync.WaitGroup
	for i := range 40 {
		pending.Add(1)
		queues[0].push(func() int { defer pending.Done(); return i * i })
	}
	var total, done atomic.Int64
	var wg sync.WaitGroup
	for id := range n {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for {
				f, ok := queues[id].pop()
				for k := 1; !ok && k < n; k++ {
					f, ok = queues[(id+k)%n].steal()
				}
				if !ok {
					return
				}
				total.Add(int64(f()))
				done.Add(1)
			}
		}()
	}
	pending.Wait()
	wg.Wait()
	fmt.Println(done.Load(), total.Load())
	if _, ok := queues[0].pop(); !ok {
		fmt.Println("all queues are empty")
	}
}
