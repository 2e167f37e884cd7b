// fallthrough runs the next clause whatever its condition; default may be anywhere.
package main

import "fmt"

func f(n int) (s string) {
	switch n {
	case 1:
		s += "1"
		fallthrough
	case 2:
		s += "2"
		fallthrough
	default:
		s += "d"
		if n > 5 {
			break
		}
		fallthrough
	case 3:
		s += "3"
	case 4:
		s += "4"
		fallthrough
	case 5:
		s += "5"
	}
	return
}

func main() {
	for n := range 8 {
		fmt.Print(n, f(n), " ")
	}
	fmt.Println()
	switch x := 5; {
	case x > 3:
		fmt.Print("big ")
		fallthrough
	case x > 100:
		fmt.Print("huge ")
	case x > 4:
		fmt.Print("never")
	}
	switch {
	default:
		fmt.Println("only default")
	}
	switch x := 1; x {
	}
}
