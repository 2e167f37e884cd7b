// A pool with priorities: container/heap behind a lock, workers that come and go.
package main

import (
	"container/heap"
	"fmt"
	"strings"
	"sync"
)

type Task struct {
	Name     string
	Priority int
	seq      int
	index    int
}

type taskHeap []*Task

func (h taskHeap) Len() int { return len(h) }
func (h taskHeap) Less(i, j int) bool {
	if h[i].Priority != h[j].Priority {
		return h[i].Priority > h[j].Priority
	}
	return h[i].seq < h[j].seq
}
func (h taskHeap) Swap(i, j int) {
	h[i], h[j] = h[j], h[i]
	h[i].index, h[j].index = i, j
}
func (h *taskHeap) Push(x any) {
	t := x.(*Task)
	t.index = len(*h)
	*h = append(*h, t)
}
func (h *taskHeap) Pop() any {
	old := *h
	n := len(old)
	t := old[n-1]
	old[n-1] = nil
	*h = old[:n-1]
	t.index = -1
	return t
}

type Pool struct {
	mu      sync.Mutex
	cond    *sync.Cond
	tasks   taskHeap
	seq     int
	closing bool
	order   []string
	workers sync.WaitGroup
}

func NewPool() *Pool {
	p := &Pool{}
	p.cond = sync.NewCond(&p.mu)
	return p
}

func (p *Pool) Submit(name string, prio int) *Task {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.seq++
	t := &Task{Name: name, Priority: prio, seq: p.seq}
	heap.Push(&p.tasks, t)
	p.cond.Signal()
	return t
}

func (p *Pool) Raise(t *Task, prio int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	t.Priority = prio
	heap.Fix(&p.tasks, t.index)
}

func (p *Pool) Cancel(t *Task) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if t.index < 0 {
		return false
	}
	heap.Remove(&p.tasks, t.index)
	return true
}

func (p *Pool) Scale(n int) {
	for range n {
		p.workers.Add(1)
		go func() {
			defer p.workers.Done()
			for {
				p.mu.Lock()
				for len(p.tasks) == 0 && !p.closing {
					p.cond.Wait()
				}
				if len(p.tasks) == 0 {
					p.mu.Unlock()
					return
				}
				t := heap.Pop(&p.tasks).(*Task)
				p.order = append(p.order, t.Name)
				p.mu.Unlock()
			}
		}()
	}
}

func (p *Pool) Close() {
	p.mu.Lock()
	p.closing = true
	p.mu.Unlock()
	p.cond.Broadcast()
	p.workers.Wait()
}

func main() {
	p := NewPool()
	p.Submit("wash", 1)
	cook := p.Submit("cook", 2)
	shop := p.Submit("shop", 2)
	p.Submit("sleep", 0)
	alarm := p.Submit("alarm", 9)
	nap := p.Submit("nap", 5)
	p.Raise(cook, 7)
	p.Raise(alarm, 3)
	fmt.Println(p.Cancel(nap), p.Cancel(nap), nap.index, len(p.tasks))
	p.Scale(1)
	p.Close()
	fmt.Println(strings.Join(p.order, " > "), shop.index)

	q := NewPool()
	q.Scale(3)
	for i := 0; i < 25; i++ {
		q.Submit(fmt.Sprintf("t%02d", i), i%4)
	}
	q.Close()
	fmt.Println(len(q.order), len(q.tasks))
	late := &Task{Name: "x", index: -1}
	fmt.Println(q.Cancel(late))
}
