// The condition and the post statement may hold closures and calls.
package main

import "fmt"

func main() {
	n := 0
	for i := func() int { n++; return n }(); func() bool { return i < 5 }(); func() { i += n }() {
		fmt.Print(i, ",")
	}
	fmt.Println(n)
	var keep []func() int
	for i := 0; i < 3; func() { i++ }() {
		keep = append(keep, func() int { i *= 2; return i })
	}
	for _, k := range keep {
		fmt.Print(k(), " ")
	}
	fmt.Println()
}
