// Labels may have the names of variables, types and functions.
package main

import "fmt"

type loop int

func main() {
	i := 0
i:
	for i < 5 {
		i++
		for {
			if i%2 == 0 {
				continue i
			}
			break
		}
		fmt.Print(i, " ")
	}
loop:
	for j := loop(0); ; j++ {
		if j == 2 {
			break loop
		}
		fmt.Printf("%T%v ", j, j)
	}
main:
	for {
		break main
	}
	fmt.Println()
}
