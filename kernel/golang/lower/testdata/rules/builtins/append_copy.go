// append and copy: aliasing, growth, overlapping, strings into bytes, self-append.
package main

import "fmt"

func main() {
	a := make([]int, 3, 10)
	b := append(a, 4)
	c := append(a, 5)
	fmt.Println(a, b, c, len(b), cap(a))
	s := []int{1, 2, 3, 4, 5}
	fmt.Println(copy(s[1:], s), s)
	fmt.Println(copy(s, s[2:]), s)
	by := append([]byte("he"), "llo"...)
	n := copy(by[1:], "EL")
	fmt.Println(string(by), n)
	s = append(s[:1], s[2:]...)
	fmt.Println(s)
	s = append(s, s...)
	fmt.Println(s)
	var nothing []int
	fmt.Println(append(nothing) == nil, append(nothing, nothing...) == nil, append([]int(nil), nothing...))
	full := s[:2:2]
	full = append(full, 100)
	fmt.Println(s[:3], full)
	x := [][]int{{1}}
	y := append(x, x...)
	y[0][0] = 9
	fmt.Println(x, y)
	var anys []any
	anys = append(anys, 1, "a", nil, []int{2}, anys)
	fmt.Println(anys, len(anys))
	i := 0
	t := append([]int{0}, func() int { i++; return i }())
	fmt.Println(t)
}
