// select with one case, only a default, and select{} in a goroutine.
package main

import "fmt"

func main() {
	go func() { select {} }()
	select {
	default:
		fmt.Println("only default")
	}
	c := make(chan int)
	go func() {
		select {
		case c <- 9:
		}
	}()
	select {
	case v := <-c:
		fmt.Println(v)
	}
	n := 0
	done := make(chan struct{})
	go func() { close(done) }()
	for {
		select {
		case <-done:
			fmt.Println("done", n >= 0)
			return
		default:
			n++
		}
	}
}
