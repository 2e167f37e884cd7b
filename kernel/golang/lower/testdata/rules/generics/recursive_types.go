// Recursive generic types: linked list, tree, graph, and a constraint that mentions itself.
package main

import "fmt"

type List[T any] struct {
	head *node[T]
	size int
}

type node[T any] struct {
	v    T
	next *node[T]
}

func (l *List[T]) Add(v T) {
	l.head = &node[T]{v, l.head}
	l.size++
}

func (l *List[T]) Slice() (s []T) {
	for n := l.head; n != nil; n = n.next {
		s = append(s, n.v)
	}
	return
}

type Ordered[T any] interface{ Less(T) bool }

type Tree[T Ordered[T]] struct {
	l, r *Tree[T]
	v    T
}

func (t *Tree[T]) Insert(v T) *Tree[T] {
	if t == nil {
		return &Tree[T]{v: v}
	}
	if v.Less(t.v) {
		t.l = t.l.Insert(v)
	} else {
		t.r = t.r.Insert(v)
	}
	return t
}

func (t *Tree[T]) Walk(f func(T)) {
	if t != nil {
		t.l.Walk(f)
		f(t.v)
		t.r.Walk(f)
	}
}

type num int

func (a num) Less(b num) bool { return a < b }

type Graph[K comparable] map[K][]K

func (g Graph[K]) Reach(from K, seen map[K]bool) int {
	if seen[from] {
		return 0
	}
	seen[from] = true
	n := 1
	for _, k := range g[from] {
		n += g.Reach(k, seen)
	}
	return n
}

func main() {
	var l List[string]
	l.Add("a")
	l.Add("b")
	fmt.Println(l.Slice(), l.size)
	var t *Tree[num]
	for _, v := range []num{5, 2, 8, 1} {
		t = t.Insert(v)
	}
	t.Walk(func(n num) { fmt.Print(n, " ") })
	g := Graph[string]{"a": {"b"}, "b": {"c", "a"}, "d": nil}
	fmt.Println(g.Reach("a", map[string]bool{}))
}
