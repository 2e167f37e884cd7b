// A loop with nothing but an init statement runs it once.
package main

import "fmt"

func main() {
	n := 0
	for v := 0; ; {
		if v++; v > 3 {
			break
		}
		n++
	}
	fmt.Println(n)
	for n = 0; ; {
		if n++; n == 5 {
			break
		}
	}
	fmt.Println(n)
}
