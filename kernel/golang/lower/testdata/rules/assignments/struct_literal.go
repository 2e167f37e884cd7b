// A struct literal that is assigned to a variable is seen by closures and pointers of the variable.
package main

import "fmt"

type S struct {
	a []int
	n int
}

var global S

func result() (s S) {
	p := &s
	defer func() { p.n++ }()
	return S{n: 4}
}

func main() {
	v := S{nil, 1}
	p := &v
	f := func() int { return v.n }
	v = S{n: v.n + 1}
	fmt.Println(v.n, f(), p.n)
	func() { v = S{n: v.n + 10} }()
	fmt.Println(v.n, f(), p.n)
	for i := range 2 {
		v = S{n: i + p.n}
	}
	fmt.Println(v.n, f(), p.n)
	g := &global
	global = S{n: 7}
	fmt.Println(global.n, g.n, result().n)
}
