// Array literals: keys, gaps, inferred lengths, nested elision and pointers.
package main

import "fmt"

type point struct{ x, y int }

const (
	red = iota
	green
	blue
)

func main() {
	a := [...]string{blue: "b", red: "r"}
	fmt.Printf("%q %d\n", a, len(a))
	b := [...]int{5: 1, 2, 0: 7, 8}
	fmt.Println(b, len(b))
	c := [2][2]point{{{1, 2}, {3, 4}}, {1: {y: 9}}}
	fmt.Println(c)
	d := [...]*point{{1, 2}, nil, {y: 5}}
	fmt.Println(*d[0], d[1] == nil, d[2].y)
	e := [...][]int{{1}, nil, {2, 3}}
	fmt.Println(e, len(e), e[1] == nil)
	f := [3]map[string]int{{"a": 1}, {}}
	fmt.Println(f, f[2] == nil, f[1] == nil)
	g := [...]rune{'a': 1, 'b': 2}
	fmt.Println(len(g), g['a'], g[97:])
	h := [2]func() int{func() int { return 1 }, func() int { return 2 }}
	fmt.Println(h[0]()+h[1](), [...]int{1, 2, 3}[1], len([...]bool{}))
	vowels := [128]bool{'a': true, 'e': true}
	n := 0
	for _, ch := range "ease" {
		if vowels[ch] {
			n++
		}
	}
	fmt.Println(n)
	s := []string{3: "d", 1: "b"}
	fmt.Printf("%q %d\n", s, cap(s))
	j := [...]any{1, "x", nil, point{}, [1]int{2}, [...]point{{1, 1}}}
	fmt.Println(j[:]...)
	fmt.Printf("%v %+v %#v\n", j, j, c[0])
	for i, v := range [...]float64{1, 2.5} {
		fmt.Print(i, " ", v, ";")
	}
	fmt.Println()
	var z [0]int
	fmt.Println(z, len(z), [2]struct{}{})
}
