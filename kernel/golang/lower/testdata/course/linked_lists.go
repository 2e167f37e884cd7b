// Linked lists: single, double, a ring, a stack and a queue made of them.
package main

import (
	"container/ring"
	"errors"
	"fmt"
	"strings"
)

type Node struct {
	Data int
	Next *Node
}

type LinkedList struct {
	Head *Node
	Size int
}

func (l *LinkedList) Add(values ...int) *LinkedList {
	for _, v := range values {
		n := &Node{Data: v}
		if l.Head == nil {
			l.Head = n
		} else {
			cur := l.Head
			for cur.Next != nil {
				cur = cur.Next
			}
			cur.Next = n
		}
		l.Size++
	}
	return l
}

func (l *LinkedList) Remove(v int) bool {
	for pp := &l.Head; *pp != nil; pp = &(*pp).Next {
		if (*pp).Data == v {
			*pp = (*pp).Next
			l.Size--
			return true
		}
	}
	return false
}

func (l *LinkedList) Reverse() {
	var prev *Node
	for cur := l.Head; cur != nil; {
		cur.Next, prev, cur = prev, cur, cur.Next
	}
	l.Head = prev
}

func (l LinkedList) String() string {
	var parts []string
	for n := l.Head; n != nil; n = n.Next {
		parts = append(parts, fmt.Sprint(n.Data))
	}
	return strings.Join(parts, " -> ") + " -> nil"
}

type DNode[T any] struct {
	prev, next *DNode[T]
	val        T
}

type Deque[T any] struct {
	front, back *DNode[T]
	n           int
}

var ErrEmpty = errors.New("deque is empty")

func (d *Deque[T]) PushBack(v T) {
	n := &DNode[T]{prev: d.back, val: v}
	if d.back == nil {
		d.front = n
	} else {
		d.back.next = n
	}
	d.back = n
	d.n++
}

func (d *Deque[T]) PopFront() (v T, err error) {
	if d.front == nil {
		return v, ErrEmpty
	}
	v = d.front.val
	if d.front = d.front.next; d.front == nil {
		d.back = nil
	} else {
		d.front.prev = nil
	}
	d.n--
	return v, nil
}

func hasCycle(n *Node) bool {
	slow, fast := n, n
	for fast != nil && fast.Next != nil {
		slow, fast = slow.Next, fast.Next.Next
		if slow == fast {
			return true
		}
	}
	return false
}

func main() {
	l := new(LinkedList).Add(1, 2, 3, 4, 5)
	fmt.Println(l, l.Size)
	fmt.Println(l.Remove(1), l.Remove(5), l.Remove(42), l.Remove(3))
	l.Reverse()
	fmt.Println(*l, l.Size, hasCycle(l.Head))
	l.Head.Next.Next = l.Head
	fmt.Println(hasCycle(l.Head), hasCycle(nil))
	var d Deque[rune]
	for _, r := range "queue" {
		d.PushBack(r)
	}
	for {
		r, err := d.PopFront()
		if err != nil {
			fmt.Println(err, d.n)
			break
		}
		fmt.Printf("%c", r)
	}
	r := ring.New(4)
	for i := range r.Len() {
		r.Value = i * i
		r = r.Next()
	}
	sum := 0
	r.Do(func(v any) { sum += v.(int) })
	fmt.Println("ring", sum, r.Move(2).Value)
}
