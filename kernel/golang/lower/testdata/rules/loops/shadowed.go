// A variable of the body may have the loop variable's name.
package main

import "fmt"

func main() {
	var fs []func() int
	for i := 0; i < 3; i++ {
		i := i * 10
		fs = append(fs, func() int { i++; return i })
	}
	for i := 0; i < 2; i++ {
		for i := range fs {
			fmt.Print(fs[i](), " ")
		}
		if i := i + 100; i > 100 {
			fmt.Print("big", i, " ")
		}
	}
	fmt.Println()
}
