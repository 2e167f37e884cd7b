// Method values bind a copy of the receiver, or its address.
package main

import "fmt"

type C struct{ n int }

func (c C) Get() int        { return c.n }
func (c *C) Inc(by int) int { c.n += by; return c.n }

type Holder struct {
	C
	p *C
}

func main() {
	c := C{1}
	get, inc := c.Get, c.Inc
	inc(5)
	fmt.Println(get(), c.n, c.Get())
	p := &c
	pget, pinc := p.Get, p.Inc
	p = &C{100}
	pinc(1)
	fmt.Println(pget(), c.n, p.n)
	h := Holder{C{10}, &c}
	hi, hp := h.Inc, h.p.Inc
	hi(1)
	hp(1)
	fmt.Println(h.n, c.n, h.C.n)
	fs := []func() int{c.Get, h.Get, h.p.Get}
	c.n = 0
	for _, f := range fs {
		fmt.Print(f(), " ")
	}
	arr := [2]C{{1}, {2}}
	ai := arr[1].Inc
	ai(5)
	m := map[string]C{"k": {9}}
	mg := m["k"].Get
	m["k"] = C{8}
	fmt.Println(arr, mg(), m["k"].Get())
	func(f func(int) int) { f(3) }(arr[0].Inc)
	fmt.Println(arr)
}
