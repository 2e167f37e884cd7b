// Promotion through several levels, pointers and values; the shallowest wins.
package main

import "fmt"

type A struct{ x, y int }

func (a A) Name() string { return "A" }
func (a *A) SetX(v int)  { a.x = v }
func (a A) Deep() string { return fmt.Sprint("deep", a.x) }

type B struct {
	A
	y string
}

func (b B) Name() string { return "B+" + b.A.Name() }

type C struct{ *B }

type D struct {
	C
	x float64
}

func main() {
	d := D{C{&B{A{1, 2}, "why"}}, 1.5}
	fmt.Println(d.x, d.y, d.A.y, d.B.A.x, d.C.B.y)
	fmt.Println(d.Name(), d.A.Name(), d.Deep())
	d.SetX(7)
	d.A.y = 70
	d.C.A.x++
	fmt.Println(d.A, d.B.A == d.A, d.Deep())
	e := d
	e.SetX(100)
	e.x = 9
	fmt.Println(d.A.x, d.x)
	f := d.SetX
	f(3)
	fmt.Println(e.A.x)
}
