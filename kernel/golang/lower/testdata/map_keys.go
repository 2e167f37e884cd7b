// Keys of map literals that are equal only once they have their types, and converted nils.
package main

import "fmt"

type k int

func conv[T, U int | k](n T) map[any]int {
	return map[any]int{int(0): 0, T(0): 1, U(0): 2, n: 3, k(0): 4}
}
func keys[T ~int]() map[T]string { return map[T]string{T(1): "a", T(2): "b", T(1): "c"} }

func main() {
	m := map[any]int{int(0): 0, int8(0): 1, "0": 2, 'a': 3, 97: 4, 0.0: 5, true: 6, nil: 7, k(0): 8, [2]int{1, 2}: 9, k(97): 10, struct{}{}: 11}
	fmt.Println(len(m), m[0], m[int8(0)], m["0"], m['a'], m[97], m[0.0], m[k(0)], m[nil], m[k(97)], m[[2]int{1, 2}])
	fmt.Println(nil == any(nil), any(nil) == nil, interface{}(nil) == any(nil), any(nil) != nil, (*int)(nil) == nil, []int(nil) == nil, nil == error(nil))
	fmt.Println(len(conv[int, int](5)), len(conv[int, k](0)), keys[k](), len(keys[int]()))
	switch any(nil) {
	case nil:
		fmt.Println("nil")
	}
	var e error
	fmt.Println(e == error(nil), any(e) == nil, fmt.Sprint(nil, any(nil)), error(nil))
	func(x any) { fmt.Println(x == nil) }(any(nil))
	a := any(nil)
	fmt.Println(a)
}
