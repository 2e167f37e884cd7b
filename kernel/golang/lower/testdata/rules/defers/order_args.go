// Deferred calls run last in first out; arguments and receivers are evaluated at the defer.
package main

import "fmt"

type c struct{ n int }

func (x c) val()  { fmt.Print("val", x.n, " ") }
func (x *c) ptr() { fmt.Print("ptr", x.n, " ") }

func get(n int) int { fmt.Print("get", n, " "); return n }

func main() {
	x := c{1}
	defer fmt.Println("last")
	defer x.val()
	defer x.ptr()
	x.n = 2
	f := func(n int) { fmt.Print("f", n, x.n, " ") }
	defer f(get(3))
	f = nil
	defer func(a, b int) { fmt.Print(a+b, " ") }(get(4), get(5))
	x.n = 6
	func() {
		defer fmt.Print("inner ")
	}()
}
