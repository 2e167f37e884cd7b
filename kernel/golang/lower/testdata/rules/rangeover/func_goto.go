// goto inside the body of a range over a function.
package main

import "fmt"

func three(yield func(int) bool) {
	_ = yield(0) && yield(1) && yield(2)
}

func main() {
	for i := range three {
		n := 0
	again:
		if n++; n <= i {
			fmt.Print(i, n, " ")
			goto again
		}
	}
	fmt.Println()
}
