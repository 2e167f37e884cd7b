// Types that are declared in generic functions: each instance has its own.
package main

import (
	"fmt"
	"sort"
)

func sortedByValue[K comparable, V int | float64](m map[K]V) []K {
	type entry struct {
		key K
		val V
	}
	var list []entry
	for k, v := range m {
		list = append(list, entry{k, v})
	}
	sort.Slice(list, func(i, j int) bool { return list[i].val < list[j].val })
	var keys []K
	for _, e := range list {
		keys = append(keys, e.key)
	}
	if len(list) > 0 {
		fmt.Printf("%T %v %+v\n", list[0], list[0], list)
	}
	return keys
}

func plain[T any](x T) any {
	type id int
	return id(len(fmt.Sprint(x)))
}

type shape interface{ area() float64 }

func list[T any](xs ...T) string {
	type node struct {
		v    T
		next *node
	}
	type nodes []*node
	type pick func(*node) pick
	var head *node
	var all nodes
	for _, x := range xs {
		head = &node{x, head}
		all = append(all, head)
	}
	s := ""
	for n := head; n != nil; n = n.next {
		s += fmt.Sprint(n.v, ";")
	}
	var step pick
	count := 0
	step = func(n *node) pick {
		count++
		if n.next == nil {
			return nil
		}
		return step
	}
	for i, p := len(all)-1, step; p != nil; i-- {
		p = p(all[i])
	}
	return fmt.Sprintf("%s%d %T", s, count, all)
}

type stack[T any] struct{ items []T }

func (s *stack[T]) pairs() []string {
	type pair struct{ a, b T }
	var out []string
	for i := 1; i < len(s.items); i++ {
		p := pair{s.items[i-1], s.items[i]}
		var x any = p
		if q, ok := x.(pair); ok {
			out = append(out, fmt.Sprintf("%v %T", q, q))
		}
	}
	return out
}

func workers[T, R any](in []T, f func(T) R) []R {
	type result struct {
		i int
		r R
	}
	c := make(chan result, len(in))
	for i, x := range in {
		go func() { c <- result{i, f(x)} }()
	}
	out := make([]R, len(in))
	for range in {
		r := <-c
		out[r.i] = r.r
	}
	return out
}

func outer[T any](x T) string {
	type box struct{ v T }
	return inner(x) + describe(func() any { return box{x} })
}

func inner[T any](x T) string {
	type wrap struct{ in T }
	return fmt.Sprintf("%v %T;", wrap{x}, wrap{x})
}

func describe(f func() any) string { return fmt.Sprintf("%T", f()) }

type sum[T int | float64] interface{ total() T }

func group[K comparable, T any](xs []T, key func(T) K) map[K]int {
	type counter map[K]int
	c := counter{}
	for _, x := range xs {
		c[key(x)]++
	}
	return c
}

func main() {
	fmt.Println(sortedByValue(map[string]int{"a": 3, "b": 1, "c": 2}))
	fmt.Println(sortedByValue(map[int]float64{1: .5, 2: .25}))
	a, b, c := plain(1), plain("s"), plain(2)
	fmt.Println(a == b, a == c, a, b)
	fmt.Printf("%T %T\n", a, b)
	fmt.Println(list(1, 2, 3), list("x", "y"))
	fmt.Println((&stack[string]{[]string{"p", "q", "r"}}).pairs(), (&stack[int]{[]int{1, 2}}).pairs())
	fmt.Println(workers([]int{1, 2, 3}, func(n int) string { return fmt.Sprint(n * n) }))
	fmt.Println(outer(1), outer("s"))
	fmt.Println(group([]string{"a", "bb", "cc"}, func(s string) int { return len(s) }))
}
