// A bounded blocking queue with two condition variables.
package main

import (
	"fmt"
	"sort"
	"sync"
)

type Queue struct {
	mu       sync.Mutex
	notEmpty *sync.Cond
	notFull  *sync.Cond
	items    []interface{}
	capacity int
	closed   bool
}

func NewQueue(capacity int) *Queue {
	q := new(Queue)
	q.capacity = capacity
	q.notEmpty = sync.NewCond(&q.mu)
	q.notFull = sync.NewCond(&q.mu)
	return q
}

func (q *Queue) Put(item interface{}) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == q.capacity && !q.closed {
		q.notFull.Wait()
	}
	if q.closed {
		return false
	}
	q.items = append(q.items, item)
	q.notEmpty.Signal()
	return true
}

func (q *Queue) Get() (item interface{}, ok bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == 0 {
		if q.closed {
			return nil, false
		}
		q.notEmpty.Wait()
	}
	item, q.items = q.items[0], q.items[1:]
	q.notFull.Signal()
	return item, true
}

func (q *Queue) Close() {
	q.mu.Lock()
	q.closed = true
	q.mu.Unlock()
	q.notEmpty.Broadcast()
	q.notFull.Broadcast()
}

func main() {
	q := NewQueue(3)
	var producers, consumers sync.WaitGroup
	for p := 0; p < 3; p++ {
		producers.Add(1)
		go func(p int) {
			defer producers.Done()
			for i := 0; i < 10; i++ {
				q.Put(p*100 + i)
			}
		}(p)
	}
	var mu sync.Mutex
	var got []int
	for c := 0; c < 2; c++ {
		consumers.Add(1)
		go func() {
			defer consumers.Done()
			for {
				item, ok := q.Get()
				if !ok {
					return
				}
				n, isInt := item.(int)
				if !isInt {
					panic("not an int")
				}
				mu.Lock()
				got = append(got, n)
				mu.Unlock()
			}
		}()
	}
	producers.Wait()
	q.Close()
	consumers.Wait()
	sort.Ints(got)
	fmt.Println(len(got), got[0], got[9], got[10], got[29])
	fmt.Println(q.Put("more"), len(q.items))
	_, ok := q.Get()
	fmt.Println(ok)
}
