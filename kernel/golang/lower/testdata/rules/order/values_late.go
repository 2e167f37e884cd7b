// The compiler carries out calls before it reads the variables, elements and fields beside them.
package main

import "fmt"

type T struct{ v int }

func main() {
	a := 1
	s := "a"
	m := map[string]int{"k": 1}
	xs := []int{1}
	arr := [2]int{1, 1}
	t := T{1}
	p := &t
	var e any = 1
	var f32 = 1.0
	inc := func() int {
		a++
		s += "b"
		m["k"]++
		xs[0]++
		arr[0]++
		t.v++
		e = a
		f32++
		return a
	}
	var i int
	var st string
	var x any
	i, _ = a, inc()
	fmt.Println("var", i)
	i, _ = a+1, inc()
	fmt.Println("sum", i)
	st, _ = s, inc()
	fmt.Println("string", st)
	st, _ = s+"x", inc()
	fmt.Println("concat", st)
	i, _ = m["k"], inc()
	fmt.Println("map", i)
	i, _ = xs[0], inc()
	fmt.Println("slice", i)
	i, _ = arr[0], inc()
	fmt.Println("array", i)
	i, _ = t.v, inc()
	fmt.Println("field", i)
	i, _ = p.v, inc()
	fmt.Println("pointer", i)
	x, _ = a, inc()
	fmt.Println("any", x)
	x, _ = t, inc()
	fmt.Println("any struct", x)
	x, _ = e, inc()
	fmt.Println("any any", x)
	i, _ = e.(int), inc()
	fmt.Println("assert", i)
	i, _ = int(f32), inc()
	fmt.Println("conversion", i)
	i, _ = len(s), inc()
	fmt.Println("len", i)
	var b bool
	b, _ = a > 2 && a < 100, inc()
	fmt.Println("bool", b)
	b, _ = a == 17, inc()
	fmt.Println("equal", b)
	var t2 T
	t2, _ = t, inc()
	fmt.Println("struct", t2)
	var a2 [2]int
	a2, _ = arr, inc()
	fmt.Println("array value", a2)
	var l []int
	l, _ = []int{a}, inc()
	fmt.Println("literal", l)
	t2, _ = T{a}, inc()
	fmt.Println("struct literal", t2)
	g, h := a, inc()
	fmt.Println("define", g, h)
	bs, _ := []byte(s), inc()
	fmt.Println("bytes", len(bs))
	r := func() (int, string, any, T, int) { return a, s, a, t, inc() }
	fmt.Println(r())
	r2 := func() (i int, x any, n int) { i, x, n = a, a, inc(); return a, a, inc() }
	fmt.Println(r2())
}
