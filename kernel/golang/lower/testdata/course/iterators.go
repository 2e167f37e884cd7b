// Iterators: iter.Seq and Seq2, adapters, trees, early exit, errors, slices and maps helpers.
package main

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
)

func Count(from, to int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := from; i < to; i++ {
			if !yield(i) {
				return
			}
		}
	}
}

func Map[A, B any](s iter.Seq[A], f func(A) B) iter.Seq[B] {
	return func(yield func(B) bool) {
		for v := range s {
			if !yield(f(v)) {
				return
			}
		}
	}
}

func Filter[T any](s iter.Seq[T], keep func(T) bool) iter.Seq[T] {
	return func(yield func(T) bool) {
		s(func(v T) bool { return !keep(v) || yield(v) })
	}
}

func Take[T any](s iter.Seq[T], n int) iter.Seq[T] {
	return func(yield func(T) bool) {
		if n <= 0 {
			return
		}
		i := 0
		for v := range s {
			if !yield(v) {
				return
			}
			if i++; i == n {
				return
			}
		}
	}
}

func Zip[A, B any](a []A, b []B) iter.Seq2[A, B] {
	return func(yield func(A, B) bool) {
		for i := range min(len(a), len(b)) {
			if !yield(a[i], b[i]) {
				break
			}
		}
	}
}

type Tree[T any] struct {
	Left, Right *Tree[T]
	Val         T
}

func (t *Tree[T]) All() iter.Seq[T] {
	return func(yield func(T) bool) { t.push(yield) }
}

func (t *Tree[T]) push(yield func(T) bool) bool {
	return t == nil || t.Left.push(yield) && yield(t.Val) && t.Right.push(yield)
}

func insert(t *Tree[int], v int) *Tree[int] {
	if t == nil {
		return &Tree[int]{Val: v}
	}
	if v < t.Val {
		t.Left = insert(t.Left, v)
	} else {
		t.Right = insert(t.Right, v)
	}
	return t
}

func fib() iter.Seq[int] {
	return func(yield func(int) bool) {
		for a, b := 0, 1; yield(a); a, b = b, a+b {
		}
	}
}

func firstOver(limit int) (n int, ok bool) {
	for v := range fib() {
		if v > limit {
			return v, true
		}
	}
	return
}

func main() {
	sq := Map(Filter(Count(1, 100), func(n int) bool { return n%3 == 0 }), func(n int) string { return fmt.Sprint(n * n) })
	fmt.Println(strings.Join(slices.Collect(Take(sq, 5)), ","))
	var t *Tree[int]
	for _, v := range []int{5, 2, 8, 1, 9, 3} {
		t = insert(t, v)
	}
	for v := range t.All() {
		if v == 2 {
			continue
		}
		if v > 8 {
			break
		}
		fmt.Print(v, " ")
	}
	fmt.Println()
	fmt.Println(firstOver(100))
	for name, n := range Zip([]string{"a", "b", "c"}, []int{1, 2}) {
		defer fmt.Println("deferred", name, n)
	}
outer:
	for i := range Count(0, 5) {
		for j := range Count(0, 5) {
			switch {
			case j > i:
				continue outer
			case i == 3:
				break outer
			}
			fmt.Print(i, j, ";")
		}
	}
	fmt.Println()
	m := maps.Collect(Zip([]string{"x", "y"}, []float64{1.5, 2.5}))
	fmt.Println(m, slices.Sorted(maps.Keys(m)), slices.Sorted(maps.Values(m)))
	for i, chunk := range slices.Collect(slices.Chunk([]int{1, 2, 3, 4, 5}, 2)) {
		fmt.Print(i, chunk)
	}
	for i, v := range slices.Backward([]string{"l", "m"}) {
		fmt.Print(" ", i, v)
	}
	fmt.Println()
	var funcs []func() int
	for v := range Take(fib(), 4) {
		funcs = append(funcs, func() int { return v * 10 })
	}
	for _, f := range funcs {
		fmt.Print(f(), " ")
	}
	fmt.Println(slices.Max(slices.Collect(Take(fib(), 10))))
	for w := range strings.SplitSeq("to be or not", " ") {
		fmt.Print("[", w, "]")
	}
	fmt.Println()
}
