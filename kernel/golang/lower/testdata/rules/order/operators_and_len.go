package main

import "fmt"

type P struct{ a, b int }

func two(a, b int, xs []int) (int, int)             { return a + b, len(xs) }
func three(s string) (string, int, bool)            { return s + s, len(s), len(s) > 2 }
func named(a, b int, xs []int) (x, y int)           { x, y = a*b, cap(xs); return x + 1, len(xs) + y }
func fl(f float64, s string) (float64, int, string) { return f * f, len(s), s + "!" }
func args(a, b int, s string, c int) string {
	for range 1 {
		a += 0
	}
	return fmt.Sprint(a, b, s, c)
}
func lit(a int, xs []int) P                { return P{a + 1, len(xs)} }
func cl(a int, xs []int) func() (int, int) { return func() (int, int) { return a - 1, len(xs) } }

func main() {
	xs := []int{1, 2, 3}
	a, b := 4, 5
	fmt.Println(two(a, b, xs))
	fmt.Println(three("abc"))
	fmt.Println(named(a, b, xs))
	fmt.Println(fl(1.5, "q"))
	fmt.Println(args(a+b, len(xs), "x"+"y"+fmt.Sprint(a), cap(xs)))
	fmt.Println(args(len(xs), a*b, fmt.Sprint(len(xs))+"z", -a))
	fmt.Println(lit(a, xs), P{a * b, len(xs)}, []int{a + b, len(xs), -a}, map[int]int{a + b: len(xs)}, [2]int{len(xs), a - b})
	fmt.Println(cl(a, xs)())
	fmt.Println(a+b > len(xs), len(xs) < a-b, a+len(xs)*b, len(xs)-1, (a+b)*len(xs[a-3:]))
	c := make(chan int, a+len(xs))
	c <- a + b
	c <- len(xs) + a
	fmt.Println(<-c, <-c, cap(c))
	for i := 0; i < len(xs)+a-5; i++ {
		xs[i] = a + len(xs)
	}
	xs[len(xs)-1] += a * len(xs)
	fmt.Println(xs, xs[a-len(xs)], xs[:len(xs)-1], "abc"[len(xs)-1:])
	p := &P{1, 2}
	p.a, p.b = p.a+p.b, len(xs)
	fmt.Println(*p)
	p.a += len(xs)
	*p = P{len(xs) + 1, p.a + 1}
	fmt.Println(*p)
	switch {
	case a+b == len(xs)*3:
		fmt.Println("nine")
	}
	var i, j int = a + 1, len(xs)
	var k, l = a + 2, len(xs)
	fmt.Println(i, j, k, l)
	m := map[string]int{}
	m["a"], m["b"] = a+b, len(xs)
	fmt.Println(m)
	m["a"], a = len(m)+1, a+1
	fmt.Println(m, a)
	if x, y := a+b, len(xs); x > y {
		fmt.Println(x, y)
	}
	go func(x, y int) { c <- x*10 + y }(a+b, len(xs))
	fmt.Println(<-c)
	func() {
		defer func(x, y int) { fmt.Println(x, y) }(a+b, len(xs))
		a = 0
	}()
	fmt.Printf("%d %d %v\n", a+b, len(xs), len(xs) == a+3)
	xs = append(xs, a+b, len(xs))
	fmt.Println(xs, min(a+b, len(xs)), max(len(xs), a-b))
	var f float32 = 2
	var n int
	f, n = f*float32(len(xs)), n+len(xs)
	fmt.Println(f, n)
	s := "ab"
	s, n, f = s+s, len(s), f/2
	fmt.Println(s, n, f)
}
