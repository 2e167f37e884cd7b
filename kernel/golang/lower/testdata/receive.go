package main

import "fmt"

func main() {
	// composites
	f := func() chan int {
		out := make(chan int, 50)
		go func() {
			n := 5
			for {
				out <- n
				n += 2
			}
		}()
		return out
	}
	candidates := f()
	p := <-candidates
	c := 9
	for p < c {
		fmt.Println(p)
		p = <-candidates
	}
	fmt.Println("end", p)
	if p == c {
		p = <-candidates
	}
	fmt.Println(p)
	x := <-candidates
	q := &x
	x++
	fmt.Println(*q == x)
	type T struct{ a int }
	tc := make(chan T, 3)
	tc <- T{1}
	tc <- T{2}
	t := <-tc
	t.a = 7
	tp := &t
	tp.a++
	fmt.Println(t.a)
	t = <-tc
	t.a++
	fmt.Println(t.a, tp.a)
	tc <- T{5}
	v, ok := <-tc, true
	v.a++
	fmt.Println(v, ok)
}
