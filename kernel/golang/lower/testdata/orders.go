package main

import "fmt"

type key string

func table[K ~string | ~int, V any](v V) map[K]V {
	return map[K]V{*new(K): v}
}

func named[K ~string](n int) map[K]int { return map[K]int{"a": n, "b": 2} }

func numbered[K ~int | ~float64, V ~int](n V) map[K]V { return map[K]V{1: n, 2: 3} }

func listed[T ~int | ~float64]() []T { return []T{1, 2, 2: 5} }

func told(n int) int { fmt.Println("told", n); return n }

func main() {
	i, x := 0, []int{0, 0, 0, 0}
	for i, x[i] = range []int{5, 6, 7} {
	}
	fmt.Println(i, x)
	var at [3]int
	j := 2
	for at[j], j = range []int{1, 0, 2} {
	}
	fmt.Println(at, j)

	s := []int{1}
	func() {
		defer func() { fmt.Println(recover()) }()
		_ = [2]int(s)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		_ = (*[2]int)(s)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		_ = float64(s[len(s)])
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var e any = "x"
		_ = key(e.(key))
	}()
	_ = float64(told(1))
	_, _ = string(rune(told(2))), key(fmt.Sprint(told(3)))
	var _ = int64(told(4))

	fmt.Println(table[key](1), named[key](3), numbered[float64](4), numbered[int](4), listed[float64]())
}
