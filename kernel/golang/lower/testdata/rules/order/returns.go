// Results are evaluated left to right, then assigned, then deferred calls run.
package main

import "fmt"

func tr(n int) int { fmt.Print(n, " "); return n }

func two() (int, int)   { return tr(1), tr(2) }
func named() (a, b int) { a, b = 1, 2; return b, a }
func swap(a, b int) (x, y int) {
	x, y = a, b
	defer func() { x *= 10 }()
	return y, x
}
func late() (err error) {
	n := 0
	defer func() { err = fmt.Errorf("n=%d err=%v", n, err) }()
	n++
	return fmt.Errorf("e%d", tr(n))
}
func chain() (s string) {
	add := func(t string) string { s += t; return s }
	return add("a") + add("b") + add("c")
}
func loop() (i int) {
	for i = range 5 {
		if i == 3 {
			return
		}
	}
	return -1
}
func shadow() (n int) {
	{
		n := 5
		n++
		defer func() { fmt.Print("inner", n, " ") }()
	}
	n = 2
	return n + tr(1)
}
func args(a, b int, rest ...int) string { return fmt.Sprint(a, b, rest) }
func three() (int, int, int)            { return tr(7), tr(8), tr(9) }
func deferred() {
	for i := range 3 {
		defer fmt.Print("d", tr(i), " ")
	}
	defer func(n int) { fmt.Print("last", n, " ") }(tr(100))
}
func recovered() (a int, b string) {
	a, b = 1, "set"
	defer func() { recover(); a++ }()
	return tr(50), fmt.Sprint(tr(1) / (a - a))
}

func main() {
	fmt.Println(two())
	fmt.Println(named())
	fmt.Println(swap(1, 2))
	fmt.Println(late())
	fmt.Println(chain())
	fmt.Println(loop())
	fmt.Println(shadow())
	fmt.Println(args(two()), args(three()))
	deferred()
	fmt.Println()
	fmt.Println(recovered())
	f := func() (func() int, int) { n := tr(3); return func() int { n++; return n }, n }
	g, n := f()
	fmt.Println(g(), g(), n)
}
