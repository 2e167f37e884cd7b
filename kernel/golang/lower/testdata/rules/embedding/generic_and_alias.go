// Embedding through an alias, a pointer, and a local type.
package main

import "fmt"

type real struct{ n int }

func (r real) N() int { return r.n }

type short = real
type holder struct{ short }
type ptr struct{ *short }

func main() {
	h := holder{short{3}}
	p := ptr{&h.short}
	h.n++
	fmt.Println(h.N(), p.N(), h.short.n, p.short == &h.short)
	type local struct {
		holder
		k string
	}
	l := local{h, "k"}
	l.short.n = 50
	fmt.Println(l.N(), h.N(), interface{ N() int }(l).N())
	fmt.Printf("%+v %+v\n", h, l)
}
