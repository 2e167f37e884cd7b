// A change of the loop variable in the body is seen by the post statement, also through a closure.
package main

import "fmt"

func main() {
	for i := 0; i < 10; i++ {
		if i%3 == 0 {
			i += 2
		}
		fmt.Print(i, " ")
	}
	fmt.Println()
	var fs []func()
	for i := 0; i < 10; i++ {
		fs = append(fs, func() { fmt.Print(i, " ") })
		func() { i += 3 }()
	}
	for _, f := range fs {
		f()
	}
	fmt.Println()
	for i := 0; i < 6; i++ {
		p := &i
		*p++
		fmt.Print(i, *p, " ")
	}
	fmt.Println()
}
