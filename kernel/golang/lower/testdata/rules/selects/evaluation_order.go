// Channels and sent values are evaluated once, in source order; receive targets only if chosen.
package main

import "fmt"

func main() {
	log := ""
	ch := func(n string, c chan int) chan int { log += n + " "; return c }
	val := func(n int) int { log += fmt.Sprint("v", n, " "); return n }
	a, b := make(chan int, 1), make(chan int, 1)
	var none chan int
	arr := make([]int, 3)
	idx := func(n int) int { log += fmt.Sprint("i", n, " "); return n }
	b <- 5
	select {
	case ch("none", none) <- val(1):
	case arr[idx(0)] = <-ch("b", b):
		log += "chosen "
	case arr[idx(1)] = <-ch("a", a):
	}
	fmt.Println(log, arr)
	log = ""
	select {
	case ch("none", none) <- val(2):
	case <-ch("a", a):
	default:
		log += "default"
	}
	fmt.Println(log)
}
