// A struct is copied by assignment, by passing, in ranges and into interfaces; a pointer is not.
package main

import "fmt"

type inner struct{ v [2]int }
type outer struct {
	inner
	in  inner
	ptr *inner
	s   []int
	m   map[string]int
}

func (o outer) val() outer   { o.in.v[0]++; o.s[0]++; return o }
func (o *outer) ref() *outer { o.in.v[0]++; return o }
func (i *inner) bump()       { i.v[1]++ }

func mod(o outer) { o.v[0] = 99; o.m["k"] = 1; o.ptr.v[0] = 55 }

func main() {
	a := outer{in: inner{[2]int{1, 2}}, ptr: &inner{}, s: []int{0}, m: map[string]int{}}
	b := a
	b.in.v[0] = 100
	b.bump()
	b.ptr.bump()
	fmt.Println(a.in, b.in, a.v, b.v, *a.ptr)
	mod(a)
	fmt.Println(a.v, a.m, *a.ptr)
	c := a.val()
	fmt.Println(a.in.v[0], c.in.v[0], a.s[0])
	a.ref().ref()
	fmt.Println(a.in.v[0])
	arr := [2]outer{a, a}
	for _, o := range arr {
		o.in.v[1] = -1
	}
	for i := range arr {
		arr[i].in.v[1] += i
	}
	fmt.Println(arr[0].in, arr[1].in, a.in)
	var i any = a
	a.in.v[0] = 1234
	fmt.Println(i.(outer).in.v[0])
	p := &a
	q := *p
	p.in.v[1] = 77
	fmt.Println(a.in.v[1], q.in.v[1])
	*p = outer{}
	fmt.Println(a.in, a.s == nil, q.s != nil)
	f := q.val
	q.in.v[0] = 0
	fmt.Println(f().in.v[0], q.in.v[0])
	x, y := inner{[2]int{1}}, inner{[2]int{2}}
	x, y = y, x
	px := &x
	x = y
	fmt.Println(x, y, px.v)
	ch := make(chan inner, 2)
	ch <- x
	x.v[0] = 9
	fmt.Println(<-ch, x)
	func(z inner) { z.v[0] = 0 }(x)
	ret := func() inner { return x }
	r := ret()
	r.v[0]++
	fmt.Println(x, r)
	ps := []*inner{&x, &y}
	for _, z := range ps {
		z.v[0] *= 10
	}
	fmt.Println(x, y)
}
