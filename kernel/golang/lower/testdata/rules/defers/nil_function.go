// A nil function is deferred without complaint and panics when it is called.
package main

import "fmt"

func main() {
	defer func() { fmt.Println("recovered:", recover()) }()
	func() {
		defer fmt.Println("runs")
		var f func(int)
		defer f(func() int { fmt.Println("argument"); return 1 }())
		fmt.Println("body")
	}()
	fmt.Println("not reached")
}
