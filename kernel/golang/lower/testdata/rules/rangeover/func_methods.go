// Methods, method values, generic and recursive iterators.
package main

import (
	"fmt"
	"iter"
)

type tree[T any] struct {
	left, right *tree[T]
	v           T
}

func (t *tree[T]) all() iter.Seq[T] {
	return func(yield func(T) bool) { t.walk(yield) }
}

func (t *tree[T]) walk(yield func(T) bool) bool {
	return t == nil || t.left.walk(yield) && yield(t.v) && t.right.walk(yield)
}

func (t *tree[T]) push(yield func(T) bool) {
	if t != nil {
		for v := range t.left.push {
			if !yield(v) {
				return
			}
		}
		if !yield(t.v) {
			return
		}
		t.right.push(yield)
	}
}

func filter[T any](s iter.Seq[T], keep func(T) bool) iter.Seq[T] {
	return func(yield func(T) bool) {
		for v := range s {
			if keep(v) && !yield(v) {
				return
			}
		}
	}
}

func main() {
	leaf := func(v int) *tree[int] { return &tree[int]{v: v} }
	t := &tree[int]{&tree[int]{leaf(1), leaf(3), 2}, &tree[int]{nil, leaf(6), 5}, 4}
	for v := range t.all() {
		fmt.Print(v, " ")
	}
	for v := range t.push {
		fmt.Print(-v, " ")
	}
	for v := range filter(t.all(), func(n int) bool { return n%2 == 0 }) {
		if v > 4 {
			break
		}
		fmt.Print("even", v, " ")
	}
	fmt.Println()
}
