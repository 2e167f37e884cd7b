// A closed channel is always ready; sending on it in a select panics.
package main

import "fmt"

func main() {
	c := make(chan int, 2)
	c <- 1
	close(c)
	for range 3 {
		select {
		case v, ok := <-c:
			fmt.Print(v, ok, " ")
		}
	}
	fmt.Println()
	defer func() { fmt.Println(recover()) }()
	select {
	case c <- 1:
	default:
		fmt.Println("never")
	}
}
