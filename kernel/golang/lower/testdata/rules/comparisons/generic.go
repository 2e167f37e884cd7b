// Comparison in generic code: comparable type parameters, constraints with order, zero values.
package main

import (
	"cmp"
	"fmt"
	"slices"
)

type pt struct{ x, y int }
type id string
type num interface{ ~int | ~float64 | ~string }

func index[T comparable](s []T, v T) int {
	for i, x := range s {
		if x == v {
			return i
		}
	}
	return -1
}
func isZero[T comparable](v T) bool { var z T; return v == z }
func least[T num](first T, rest ...T) T {
	for _, v := range rest {
		if v < first {
			first = v
		}
	}
	return first
}
func same[T comparable](a, b T) (eq bool, msg any) {
	defer func() { msg = recover() }()
	return a == b, nil
}
func uniq[T comparable](s []T) (out []T) {
	seen := map[T]bool{}
	for _, v := range s {
		if !seen[v] {
			seen[v] = true
			out = append(out, v)
		}
	}
	return
}

type opt[T comparable] struct {
	v  T
	ok bool
}

func (o opt[T]) is(v T) bool { return o == opt[T]{v, true} }

func main() {
	fmt.Println(index([]string{"a", "b"}, "b"), index([]pt{{1, 2}}, pt{1, 2}), index([]any{1, "x", nil}, nil), index([]any{1, "x", pt{}}, any(pt{})))
	fmt.Println(isZero(0), isZero(""), isZero(pt{}), isZero(pt{y: 1}), isZero[error](nil), isZero[any](0), isZero([2]id{}), isZero(id("q")))
	fmt.Println(least(3, 1, 2), least("b", "a"), least(2.5, -1), least(id("z"), "y"))
	fmt.Println(same(1, 1))
	fmt.Println(same[any](1, 1.0))
	fmt.Println(same[any]([]int{}, []int{}))
	fmt.Println(same[any](map[int]int{}, 1))
	fmt.Println(uniq([]any{1, 1, "1", 1.0, nil, nil, pt{}, pt{}}), uniq([]id{"a", "b", "a"}))
	fmt.Println(opt[pt]{pt{1, 2}, true}.is(pt{1, 2}), opt[string]{}.is(""), opt[any]{1, true}.is(1))
	s := []pt{{2, 1}, {1, 2}, {1, 1}}
	slices.SortFunc(s, func(a, b pt) int { return cmp.Or(cmp.Compare(a.x, b.x), b.y-a.y) })
	fmt.Println(s, slices.Contains(s, pt{1, 1}), slices.Equal(s, s[:2]), slices.Index(s, pt{2, 1}), slices.Compact([]id{"a", "a", "b"}))
	a, b := new(int), new(int)
	fmt.Println(index([]*int{a, b}, b), cmp.Less(1, 2), slices.Compare([]int{1, 2}, []int{1, 3}))
}
