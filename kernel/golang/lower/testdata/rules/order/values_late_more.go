// Conversions, function values, literals and panics beside calls, in the order of the compiler.
package main

import "fmt"

type T struct{ v int }

func (t T) get() int { return t.v }

func main() {
	a := 1
	s := "a"
	bs := []byte("a")
	rs := []rune("a")
	f := func() int { return 1 }
	ch := make(chan int, 99)
	m := map[string]int{}
	t := T{1}
	inc := func() int {
		a++
		s += "b"
		bs = append(bs, 'c')
		rs = append(rs, 'd')
		t.v++
		n := a
		f = func() int { return n }
		m[s] = a
		ch <- a
		return a
	}
	var st string
	var i int
	st, _ = string(bs), inc()
	fmt.Println(st)
	st, _ = string(rs), inc()
	fmt.Println(st)
	r, _ := []rune(s), inc()
	fmt.Println(len(r))
	st, _ = string(rune(96+a)), inc()
	fmt.Println(st)
	i, _ = f(), inc()
	fmt.Println(i)
	g, _ := f, inc()
	fmt.Println(g())
	i, _ = t.get(), inc()
	fmt.Println(i)
	h, _ := t.get, inc()
	fmt.Println(h())
	i, _ = len(m), inc()
	fmt.Println(i)
	x, _ := <-ch, inc()
	fmt.Println(x)
	l, _ := func() int { return a }, inc()
	fmt.Println(l())
	p, _ := &T{a}, inc()
	fmt.Println(*p)
	mm, _ := map[int]int{a: a}, inc()
	fmt.Println(mm)
	b, _ := s == "abbb", inc()
	fmt.Println(b)
	sl, _ := bs[1:3], inc()
	fmt.Println(sl)
	n, _ := -a, inc()
	fmt.Println(n)
	y, z, w := a, inc(), a
	fmt.Println(y, z, w)
	var arr [4]int
	arr[a%4], a = a, inc()
	fmt.Println(arr, a)
	a, s = inc(), fmt.Sprint(a)
	fmt.Println(a, s)
	c, d := 0, 0
	c, d = a, d+1
	fmt.Println(c, d)
	dv, _ := 100/a, inc()
	fmt.Println(dv)
	func() {
		defer func() { fmt.Println(recover(), a) }()
		var np *T
		q, _ := np.v, inc()
		fmt.Println(q)
	}()
	func() {
		defer func() { fmt.Println(recover(), a) }()
		zero := 0
		q, _ := 1/zero, inc()
		fmt.Println(q)
	}()
}
