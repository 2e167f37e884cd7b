// Zero values, new, make, conversion, comparison and pointers with type parameters.
package main

import "fmt"

func zero[T any]() (z T) { return }
func ptr[T any](v T) *T  { return &v }
func orElse[T comparable](v, d T) T {
	var z T
	if v == z {
		return d
	}
	return v
}
func index[T comparable](s []T, v T) int {
	for i, e := range s {
		if e == v {
			return i
		}
	}
	return -1
}
func conv[A, B ~int | ~uint8 | ~float64](a A) B { return B(a) }
func fill[T any](n int, v T) []T {
	s := make([]T, n)
	for i := range s {
		s[i] = v
	}
	return s
}
func keys[M ~map[K]V, K comparable, V any](m M) int { return len(m) }

type P struct{ x, y int }

func main() {
	fmt.Printf("%v %q %v %v %v\n", zero[int](), zero[string](), zero[*int](), zero[P](), zero[error]() == nil)
	p, q := ptr(3), ptr(P{1, 2})
	*p++
	q.x = 9
	fmt.Println(*p, *q, orElse("", "d"), orElse(P{}, P{5, 6}), orElse[any](nil, 1))
	fmt.Println(index([]P{{1, 2}, {3, 4}}, P{3, 4}), index([]any{1, "a", nil}, any("a")), index([]float64{1}, 2))
	fmt.Println(conv[float64, uint8](3.9), conv[int, uint8](300), conv[uint8, float64](7))
	fmt.Println(fill(2, "x"), fill(2, P{1, 1}), keys(map[string]P{"a": {}}))
	n := new(P)
	*n = zero[P]()
	fmt.Println(n.x == 0)
}
