// Function calls, receives and method calls happen from left to right.
package main

import "fmt"

type T struct{ name string }

func t(name string) *T { fmt.Print(name, " "); return &T{name} }
func n(i int) int      { fmt.Print(i, " "); return i }
func b(v bool) bool    { fmt.Print(v, " "); return v }
func (t *T) m(args ...int) *T {
	fmt.Print(t.name, ".m", args, " ")
	return t
}
func fn(s string) func(...int) int {
	fmt.Print("fn", s, " ")
	return func(a ...int) int { fmt.Print("call", s, a, " "); return len(a) }
}
func ch(i int) chan int { c := make(chan int, 1); c <- i; fmt.Print("ch", i, " "); return c }

func main() {
	t("a").m(n(1), n(2)).m(n(3)).m()
	fmt.Println()
	fmt.Println(fn("x")(n(1), n(2)) + fn("y")(n(3))*fn("z")())
	fmt.Println(n(1)+n(2)*n(3), n(4)-<-ch(5)-n(6))
	fmt.Println(b(false) && b(true) || b(true) && !b(false) || b(true))
	fmt.Println([]int{n(2), n(1), n(0)}[n(1)], [...]int{3: n(1), 0: n(2)})
	fmt.Println(map[int]int{n(1): n(2), n(3): n(4)})
	s := struct{ a, b, c int }{c: n(1), a: n(2), b: n(3)}
	fmt.Println(s)
	arr := []int{1, 2, 3, 4}
	fmt.Println(arr[n(1):n(2):n(3)], "abcdef"[n(1):n(3)])
	var f func(int) int
	f = func(i int) int {
		if i == 0 {
			return n(0)
		}
		return n(i) + f(i-1) + n(-i)
	}
	fmt.Println(f(2))
	defer fn("d")(n(7), n(8))
	go func(a, b int) {}(n(9), n(10))
	switch n(3) {
	case n(1), n(2):
		fmt.Println("no")
	case n(3), n(4):
		fmt.Println("three")
	}
	for i := n(0); i < n(2); i += n(1) {
		fmt.Print("; ")
	}
	fmt.Println()
	if x, y := n(1), n(2); b(x < y) {
		fmt.Println("if")
	}
	var i any = t("i")
	i.(*T).m(n(1)).name = fmt.Sprint(n(2))
	fmt.Println(i.(*T).name)
}
