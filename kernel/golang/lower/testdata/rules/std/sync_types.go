// Mutex embedded, RWMutex, Once, Pool, Map, Cond, WaitGroup.
package main

import (
	"fmt"
	"sync"
)

type bank struct {
	sync.RWMutex
	acc map[string]int
}

func (b *bank) move(from, to string, n int) error {
	b.Lock()
	defer b.Unlock()
	if b.acc[from] < n {
		return fmt.Errorf("%s has only %d", from, b.acc[from])
	}
	b.acc[from] -= n
	b.acc[to] += n
	return nil
}

type queue struct {
	mu    sync.Mutex
	cond  *sync.Cond
	items []int
}

func (q *queue) put(v int) {
	q.mu.Lock()
	q.items = append(q.items, v)
	q.mu.Unlock()
	q.cond.Signal()
}

func (q *queue) get() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == 0 {
		q.cond.Wait()
	}
	v := q.items[0]
	q.items = q.items[1:]
	return v
}

func main() {
	b := &bank{acc: map[string]int{"a": 100}}
	var wg sync.WaitGroup
	for i := range 10 {
		wg.Go(func() { b.move("a", fmt.Sprint("b", i%2), 10) })
	}
	wg.Wait()
	fmt.Println(b.acc, b.move("a", "b0", 1))
	q := &queue{}
	q.cond = sync.NewCond(&q.mu)
	go func() {
		for i := range 5 {
			q.put(i * i)
		}
	}()
	for range 5 {
		fmt.Print(q.get(), " ")
	}
	var once sync.Once
	for i := range 3 {
		once.Do(func() { fmt.Print("once", i, " ") })
	}
	pool := sync.Pool{New: func() any { return &queue{items: []int{7}} }}
	fmt.Println(pool.Get().(*queue).items)
	var m sync.Map
	m.Store("k", bank{acc: map[string]int{"x": 1}})
	v, ok := m.Load("k")
	fmt.Println(v.(bank).acc, ok)
	act, loaded := m.LoadOrStore(pos{1, 2}, "v")
	act2, loaded2 := m.LoadOrStore(pos{1, 2}, "w")
	fmt.Println(act, loaded, act2, loaded2)
}

type pos struct{ x, y int }
