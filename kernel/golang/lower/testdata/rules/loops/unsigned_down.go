// Counting down with unsigned and small integer variables.
package main

import "fmt"

func main() {
	n := 0
	for i := uint(3); i < 4; i-- {
		n++
	}
	fmt.Println(n)
	for i := int8(120); i > 0; i++ {
		n++
	}
	fmt.Println(n)
	for b := byte(250); b >= 250; b++ {
		n++
	}
	fmt.Println(n)
	for x := 1.0; x < 100; x *= 2.5 {
		fmt.Print(x, " ")
	}
	fmt.Println()
	for s := "a"; len(s) < 5; s += s[:1] {
		fmt.Print(s, " ")
	}
	fmt.Println()
}
