// print and println write to standard error only; the output shows nothing of them.
package main

import "fmt"

func main() {
	println("to stderr", 1, true, 2.5)
	print("x", 3, "\n")
	fmt.Println("to stdout")
}
