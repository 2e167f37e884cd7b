// Case expressions are evaluated left to right, top to bottom, until one matches.
package main

import "fmt"

func main() {
	f := func(n int) int { fmt.Print("f", n, " "); return n }
	switch f(3) {
	case f(1), f(2):
		fmt.Println("a")
	case f(3), f(4):
		fmt.Println("b")
	case f(5):
		fmt.Println("c")
	}
	t := func(b bool) bool { fmt.Print(b, " "); return b }
	switch {
	case t(false), t(false):
	case t(false) || t(true):
		fmt.Println("or")
	case t(true):
	}
	switch x := f(2); {
	case x > 1 && t(true):
		fmt.Println("init")
	}
	switch f(7); true {
	case t(true) == false:
	default:
		fmt.Println("no init variable")
	}
}
