// Literals with embedded fields, comparison, copying, conversion.
package main

import "fmt"

type P struct{ X, Y int }
type Q struct {
	P
	Z int
}
type R struct {
	*P
	Q
}

func main() {
	q := Q{P{1, 2}, 3}
	r := Q{P: P{X: 1, Y: 2}, Z: 3}
	fmt.Println(q == r, q.P == P{1, 2})
	q.X++
	fmt.Println(q == r, q)
	m := map[Q]string{q: "q", r: "r"}
	fmt.Println(m[Q{P{2, 2}, 3}], len(m))
	x := R{&P{5, 6}, q}
	fmt.Println(x.P.X, x.Q.X, x.Z, x.Q.P.Y)
	type anon struct {
		P
		Z int
	}
	fmt.Println(anon(q), Q(anon{P{9, 9}, 9}))
	var s struct {
		P
		extra []P
	}
	s.X, s.extra = 4, []P{s.P}
	fmt.Printf("%+v\n", s)
}
