// Indexing, ranging, len and slicing through type parameters with a core type.
package main

import "fmt"

func last[S ~[]E, E any](s S) E { return s[len(s)-1] }

func bytesum[T ~string | ~[]byte](x T) (n int) {
	for i := 0; i < len(x); i++ {
		n += int(x[i])
	}
	return n
}

func count[M ~map[K]int, K comparable](m M, ks ...K) M {
	for _, k := range ks {
		m[k]++
	}
	return m
}

func drain[C ~chan T, T any](c C) (out []T) {
	for v := range c {
		out = append(out, v)
	}
	return
}

func arr[T ~[3]E, E any](a T) (out []E) {
	for _, v := range a {
		out = append(out, v)
	}
	return out
}

func call[F ~func(A) R, A, R any](f F, a A) R { return f(a) }

type path string
type hits map[string]int
type handler func(int) string

func main() {
	fmt.Println(last([]int{1, 2}), bytesum("ab"), bytesum([]byte{1, 2}), bytesum(path("c")))
	fmt.Println(count(hits{}, "a", "b", "a"))
	c := make(chan int, 2)
	c <- 1
	c <- 2
	close(c)
	fmt.Println(drain(c), arr[[3]string]([3]string{"x", "y", "z"}))
	fmt.Println(call(handler(func(n int) string { return fmt.Sprint("h", n) }), 4))
}
