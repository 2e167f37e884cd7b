// An array is a value: assigned, passed, returned, captured, sent and stored as a copy.
package main

import "fmt"

type vec [3]int

func change(a [3]int) [3]int    { a[0] = 99; return a }
func changeP(a *[3]int)         { a[0] = 77 }
func (v vec) with(i, x int) vec { v[i] = x; return v }
func (v *vec) set(i, x int)     { v[i] = x }
func named() (r [2]string)      { r[1] = "x"; defer func() { r[0] = "d" }(); return r }

type holder struct {
	a [2]int
	n int
}

func main() {
	a := [3]int{1, 2, 3}
	b := a
	b[1] = 20
	fmt.Println(a, b, change(a), a)
	changeP(&a)
	fmt.Println(a, named())
	v := vec{1, 2, 3}
	w := v.with(0, 10)
	v.set(2, 30)
	fmt.Println(v, w)
	h := holder{[2]int{1, 2}, 3}
	h2 := h
	h2.a[0] = 100
	fmt.Println(h, h2)
	hs := []holder{h, h2}
	for _, x := range hs {
		x.a[1] = -1
	}
	hs[0].a[1]++
	fmt.Println(hs)
	ch := make(chan [3]int, 1)
	ch <- a
	a[2] = 0
	fmt.Println(<-ch, a)
	var i any = a
	a[0] = 5
	fmt.Println(i, i.([3]int)[0], a[0])
	m := map[string][3]int{"k": a}
	c := m["k"]
	c[0] = -5
	fmt.Println(m, c, m["zero"])
	f := func() [3]int { return a }
	got := f()
	got[1] = 1000
	fmt.Println(a, got, f()[1])
	g := [2][2]int{{1, 2}, {3, 4}}
	row := g[0]
	row[0] = 9
	g[1] = row
	g[0][1]++
	fmt.Println(g, row)
	mv := v.with
	v[1] = 55
	fmt.Println(mv(0, 0), v)
	for i, x := range a {
		a[2] = 500
		fmt.Print(i, x, " ")
	}
	fmt.Println(a)
	for i, x := range &a {
		a[2] = 600
		fmt.Print(i, x, " ")
	}
	fmt.Println(a)
	a, b = b, a
	fmt.Println(a, b)
}
