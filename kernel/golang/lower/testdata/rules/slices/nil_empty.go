// A nil slice and an empty one are different only for == nil and %#v.
package main

import (
	"fmt"
	"slices"
)

type T struct{ s []int }

func ret(b bool) (s []string) {
	if b {
		return []string{}
	}
	return
}

func count(xs ...int) (int, bool) { return len(xs), xs == nil }

func main() {
	var n []int
	e := []int{}
	fmt.Println(n == nil, e == nil, len(n), cap(n), n, e)
	fmt.Printf("%#v %#v %v %T\n", n, e, T{}, n)
	fmt.Println(n[:] == nil, e[:0] == nil, n[0:0] == nil, append(n, n...) == nil, append(e, n...) == nil, append([]int(nil), e...) == nil)
	fmt.Println(ret(true) == nil, ret(false) == nil)
	fmt.Println(count())
	fmt.Println(count(n...))
	fmt.Println(count(e...))
	for range n {
		fmt.Println("never")
	}
	for i := range e[:0] {
		fmt.Println("never", i)
	}
	var g [][]int
	g = append(g, nil, []int{})
	fmt.Println(len(g), g[0] == nil, g[1] == nil, g)
	m := map[string][]int{"nil": nil}
	v, ok := m["nil"]
	w, ok2 := m["none"]
	fmt.Println(v == nil, ok, w == nil, ok2)
	var i any = n
	fmt.Println(i == nil, i.([]int) == nil)
	fmt.Println([]byte("") == nil, []rune("") == nil, string([]byte(nil)) == "", slices.Equal(n, e), slices.Clone(n) == nil, slices.Clone(e) == nil)
	func() {
		defer func() { fmt.Println(recover()) }()
		n[0] = 1
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		fmt.Println(n[:1])
	}()
	clear(n)
	n = append(n, 1)
	clear(n)
	fmt.Println(n, make([]int, 0) == nil, make([]int, 0, 3)[:2], (*[0]int)(n[:0]) == nil, (*[0]int)([]int(nil)) == nil)
}
