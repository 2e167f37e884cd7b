// A closure shares variables: parameters, results, fields, array elements and loop variables.
package main

import "fmt"

type T struct {
	n int
	a [2]int
}

func counter() (inc func() int, get func() int) {
	n := 0
	return func() int { n++; return n }, func() int { return n }
}
func param(n int) (func(), func() int) { return func() { n *= 2 }, func() int { return n } }
func result() (r int, f func()) {
	f = func() { r++ }
	f()
	return r + 10, f
}
func variadic(xs ...int) func() []int { return func() []int { xs = append(xs, len(xs)); return xs } }
func (t T) val() func() int           { return func() int { t.n++; return t.n } }
func (t *T) ptr() func() int          { return func() int { t.n++; return t.n } }

func main() {
	inc, get := counter()
	inc2, get2 := counter()
	inc()
	inc()
	inc2()
	fmt.Println(get(), get2())
	dbl, val := param(3)
	dbl()
	dbl()
	fmt.Println(val())
	r, f := result()
	f()
	fmt.Println(r)
	v := variadic(7)
	v()
	fmt.Println(v())
	t := T{}
	tv, tp := t.val(), t.ptr()
	tv()
	tp()
	fmt.Println(tv(), tp(), t.n)
	set := func(i int) { t.a[i]++; t = T{n: t.n + 1, a: t.a} }
	set(0)
	set(1)
	fmt.Println(t)
	x := 1
	func() {
		x := x + 1
		x++
		_ = x
	}()
	func() { x = x + 10 }()
	y := &x
	g := func() int { *y++; return x }
	fmt.Println(x, g(), *y)
	var fs [3]func() int
	for i := range fs {
		j := i * 10
		fs[i] = func() int { i++; j++; return i + j }
	}
	fmt.Println(fs[0](), fs[0](), fs[1](), fs[2]())
	s := []int{1, 2}
	app := func(v int) { s = append(s, v) }
	app(3)
	app(4)
	fmt.Println(s, len(s))
	a, b := 1, 2
	sw := func() { a, b = b, a }
	sw()
	a++
	sw()
	fmt.Println(a, b)
	if n, ok := 5, true; ok {
		h := func() int { n++; return n }
		h()
		fmt.Println(n, h())
	}
	switch m := any(x).(type) {
	case int:
		k := func() int { m++; return m }
		k()
		fmt.Println(m, x)
	}
	adders := map[string]func(int) func(int) int{"add": func(a int) func(int) int { return func(b int) int { a += b; return a } }}
	add5 := adders["add"](5)
	fmt.Println(add5(1), add5(1), adders["add"](0)(1))
}
