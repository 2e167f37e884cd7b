// A value in an interface is a copy; methods on it see the copy.
package main

import "fmt"

type V struct {
	n int
	a [2]int
}

func (v V) Get() (int, [2]int) { v.n++; v.a[0]++; return v.n, v.a }

type G interface{ Get() (int, [2]int) }

func main() {
	v := V{1, [2]int{5, 6}}
	var g G = v
	v.n, v.a[0] = 100, 100
	fmt.Println(g.Get())
	fmt.Println(g.Get())
	w := g.(V)
	w.a[1] = 77
	fmt.Println(g, w, v)
	arr := [2]int{1, 2}
	var x any = arr
	arr[0] = 9
	y := x.([2]int)
	y[1] = 8
	fmt.Println(x, arr, y)
	list := []any{arr, v}
	arr[1], v.n = 0, 0
	fmt.Println(list...)
	pv := &v
	g = pv
	pv.n = 41
	fmt.Println(g.Get())
}
