// Generic functions that return closures and channels, and function-typed parameters.
package main

import (
	"fmt"
	"strings"
)

func counter[T ~int](step T) func() T {
	var n T
	return func() T { n += step; return n }
}

func memo[K comparable, V any](f func(K) V) func(K) V {
	cache := map[K]V{}
	return func(k K) V {
		if v, ok := cache[k]; ok {
			return v
		}
		v := f(k)
		cache[k] = v
		return v
	}
}

func compose[A, B, C any](f func(A) B, g func(B) C) func(A) C {
	return func(a A) C { return g(f(a)) }
}

func source[T any](vs ...T) <-chan T {
	c := make(chan T, len(vs))
	for _, v := range vs {
		c <- v
	}
	close(c)
	return c
}

func curry[A, B, C any](f func(A, B) C) func(A) func(B) C {
	return func(a A) func(B) C { return func(b B) C { return f(a, b) } }
}

func main() {
	c, d := counter(2), counter(10)
	fmt.Println(c(), c(), d(), c())
	calls := 0
	sq := memo(func(n int) int { calls++; return n * n })
	fmt.Println(sq(4), sq(4), sq(5), calls)
	f := compose(func(n int) string { return fmt.Sprint(n) }, func(s string) []byte { return []byte(s) })
	fmt.Println(f(42))
	for s := range source("a", "b") {
		fmt.Print(s, " ")
	}
	fmt.Println(curry(func(a int, b string) string { return strings.Repeat(b, a) })(3)("ab"))
}
