// Structs compare field by field, with embedded ones, arrays, interfaces and pointers inside.
package main

import "fmt"

type point struct{ x, y int }
type named struct {
	point
	name string
	any  any
	p    *point
	a    [2]string
}
type blank struct {
	a int
	_ int
	b string
}
type other struct{ x, y int }

func try(f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("panic:", r)
		}
	}()
	f()
}

func main() {
	p := &point{1, 2}
	a := named{point{1, 2}, "n", 5, p, [2]string{"a", "b"}}
	b := a
	fmt.Println(a == b, a != b)
	b.a[1] = "c"
	fmt.Println(a == b)
	b = a
	b.any = int64(5)
	fmt.Println(a == b)
	b = a
	b.p = &point{1, 2}
	fmt.Println(a == b, *a.p == *b.p, a.point == *b.p)
	fmt.Println(blank{a: 1} == blank{a: 1}, blank{a: 1} == blank{b: "x"})
	fmt.Println(point(other{1, 2}) == point{1, 2}, any(point{1, 2}) == any(other{1, 2}), any(point{1, 2}) == any(point{1, 2}))
	fmt.Println(point{1, 2} == struct{ x, y int }{1, 2}, any(struct{ x int }{1}) == any(struct{ x int }{1}))
	b = a
	b.any = []int{1}
	fmt.Println(a == b)
	try(func() { fmt.Println(b == b) })
	b.name = "different"
	c := b
	c.name = "first"
	try(func() { fmt.Println(b == c) })
	switch (point{1, 2}) {
	case point{2, 1}:
		fmt.Println("no")
	case *p:
		fmt.Println("switch")
	}
	s := []point{{1, 2}, {3, 4}}
	if s[0] == (point{1, 2}) && s[1] != (point{}) {
		fmt.Println("in slice")
	}
	var e1, e2 struct{}
	fmt.Println(e1 == e2, any(e1) == any(e2), named{} == named{})
}
