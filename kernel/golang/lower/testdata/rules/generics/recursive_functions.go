// Generic functions that call themselves and each other, also with other type arguments.
package main

import "fmt"

func depth[T any](n int, v T) string {
	if n == 0 {
		return fmt.Sprintf("%T", v)
	}
	return other(n-1, v) + "."
}

func other[T any](n int, v T) string { return depth(n, v) }

func fact[T ~int | ~float64](n T) T {
	if n <= 1 {
		return 1
	}
	return n * fact(n-1)
}

func flatten[T any](xs ...any) (out []T) {
	for _, x := range xs {
		switch x := x.(type) {
		case T:
			out = append(out, x)
		case []any:
			out = append(out, flatten[T](x...)...)
		}
	}
	return
}

func main() {
	fmt.Println(depth(3, []string{}), fact(5), fact(4.0))
	fmt.Println(flatten[int](1, []any{2, "no", []any{3}}, 4.5), flatten[string](1, []any{"yes"}))
}
