// Type arguments inferred from arguments, function arguments, results of calls and constants.
package main

import (
	"fmt"
	"strconv"
)

func Map[T, U any](s []T, f func(T) U) []U {
	var r []U
	for _, v := range s {
		r = append(r, f(v))
	}
	return r
}

func Reduce[T, A any](s []T, a A, f func(A, T) A) A {
	for _, v := range s {
		a = f(a, v)
	}
	return a
}

func Pair[A, B any](a A, b B) (A, B) { return a, b }

func Apply[T any, R any](x T, fs ...func(T) R) []R {
	return Map(fs, func(f func(T) R) R { return f(x) })
}

func double[T ~int | ~float64](x T) T { return x * 2 }

func main() {
	fmt.Println(Map([]int{1, 2}, func(n int) string { return fmt.Sprint(n, "!") }))
	fmt.Println(Map([]string{"a", "bb"}, func(s string) int { return len(s) }))
	fmt.Println(Map([]int{1, 2}, strconv.Itoa), Map([]int{3}, double[int]))
	fmt.Println(Map([]float64{1.5}, double))
	fmt.Println(Reduce([]int{1, 2, 3}, "", func(a string, n int) string { return a + fmt.Sprint(n) }))
	a, b := Pair(1, Map([]bool{true}, func(b bool) any { return b }))
	fmt.Printf("%T %T %v\n", a, b, b)
	fmt.Println(Apply(3, double[int], func(n int) int { return -n }))
	x, y := Pair('x', 2.5)
	fmt.Printf("%T %T\n", x, y)
	var f func(int) int = double
	fmt.Println(f(21))
}
