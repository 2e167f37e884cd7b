// Pointers, channels and nil: identity of variables, elements, fields and copies.
package main

import "fmt"

type T struct {
	a, b int
	arr  [2]int
	in   inner
}
type inner struct{ n int }

func addr(t T) *T         { return &t }
func same(p, q *int) bool { return p == q }
func (t *T) self() *T     { return t }
func (t *T) field() *int  { return &t.in.n }

var global T

func main() {
	t := T{}
	u := t
	p, q := &t, &t
	fmt.Println(p == q, p == &u, *p == u, addr(t) == addr(t), p.self() == q)
	fmt.Println(same(&t.a, &p.a), same(&t.a, &t.b), same(t.field(), &p.in.n), &t.arr[1] == &p.arr[1], &t.arr[0] == &t.arr[1], &t.in == &q.in)
	s := []int{1, 2, 3}
	r := s[1:]
	fmt.Println(&s[1] == &r[0], &s[0] == &r[0], same(&append(s[:1], 9)[1], &r[0]), s)
	pp := &p
	*pp = &u
	fmt.Println(p == &u, p == q, pp == &p)
	x, y := new(int), new(int)
	*x, *y = 1, 1
	fmt.Println(x == y, *x == *y, x != nil)
	c, d := make(chan int), make(chan int)
	var send chan<- int = c
	fmt.Println(c == d, send == c, c != nil, chan int(nil) == nil)
	m := map[*int]string{x: "x", y: "y"}
	z := x
	fmt.Println(m[z], len(m))
	f := func() *T { return &global }
	fmt.Println(f() == &global, f() == f(), f().field() == &global.in.n)
	var ps []*int
	for i := range 3 {
		ps = append(ps, &i)
	}
	fmt.Println(ps[0] == ps[1], *ps[2])
	for i := range s {
		e := &s[i]
		*e *= 10
		fmt.Print(e == &s[i], " ")
	}
	fmt.Println(s)
	var np *T
	var mp map[string]int
	var fn func()
	fmt.Println(np == nil, mp == nil, fn == nil, any(np) == any((*T)(nil)), any(np) == any((*inner)(nil)))
	var ns []int
	fmt.Println(any(ns) == nil, nil != any(np), any(mp) == nil, any(fn) == nil, any((*T)(nil)) == nil, any(nil) == nil, any(any(ns)) == nil)
	g := func(v int) func() *int { return func() *int { return &v } }(1)
	fmt.Println(g() == g(), *g())
	h := [2]*T{p, q}
	k := h
	fmt.Println(h == k, h[0] == k[1])
	var i1, i2 any = p, &u
	fmt.Println(i1 == i2, i1 == any(q), i1.(*T) == &u)
}
