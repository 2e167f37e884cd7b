// sort, container/heap, container/list and ring with session types.
package main

import (
	"container/heap"
	"container/list"
	"container/ring"
	"fmt"
	"sort"
)

type task struct {
	pri  int
	name string
	at   int
}
type queue []*task

func (q queue) Len() int           { return len(q) }
func (q queue) Less(i, j int) bool { return q[i].pri > q[j].pri }
func (q queue) Swap(i, j int)      { q[i], q[j] = q[j], q[i]; q[i].at, q[j].at = i, j }
func (q *queue) Push(x any)        { t := x.(*task); t.at = len(*q); *q = append(*q, t) }
func (q *queue) Pop() any {
	old := *q
	t := old[len(old)-1]
	*q = old[:len(old)-1]
	return t
}

func main() {
	q := &queue{}
	heap.Init(q)
	for i, n := range []string{"a", "b", "c", "d"} {
		heap.Push(q, &task{pri: i * 7 % 5, name: n})
	}
	t := (*q)[2]
	t.pri = 100
	heap.Fix(q, t.at)
	for q.Len() > 0 {
		t := heap.Pop(q).(*task)
		fmt.Print(t.name, t.pri, " ")
	}
	fmt.Println()
	l := list.New()
	l.PushBack(task{1, "x", 0})
	l.PushFront("s")
	e := l.PushBack(&task{2, "y", 0})
	l.MoveToFront(e)
	for e := l.Front(); e != nil; e = e.Next() {
		switch v := e.Value.(type) {
		case task:
			fmt.Print("task ", v.name, " ")
		case *task:
			fmt.Print("*task ", v.name, " ")
		default:
			fmt.Print(v, " ")
		}
	}
	fmt.Println(l.Len())
	r := ring.New(3)
	for i := range 3 {
		r.Value = task{pri: i}
		r = r.Next()
	}
	sum := 0
	r.Do(func(v any) { sum += v.(task).pri })
	ts := []task{{2, "b", 0}, {1, "z", 0}, {2, "a", 0}}
	sort.SliceStable(ts, func(i, j int) bool { return ts[i].pri < ts[j].pri })
	fmt.Println(sum, ts, sort.Search(100, func(i int) bool { return i*i >= 50 }))
}
