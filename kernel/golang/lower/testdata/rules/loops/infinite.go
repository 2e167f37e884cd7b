// for without clauses, with break in a select and a switch.
package main

import "fmt"

func main() {
	n := 0
	for {
		n++
		if n == 3 {
			continue
		}
		if n > 5 {
			break
		}
	}
	fmt.Println(n)
	c := make(chan int, 3)
	c <- 1
	c <- 2
	c <- 3
	close(c)
	sum := 0
loop:
	for {
		select {
		case v, ok := <-c:
			if !ok {
				break loop
			}
			if v == 2 {
				break
			}
			sum += v
		}
	}
	fmt.Println(sum)
	for ; n > 0; n -= 2 {
	}
	fmt.Println(n)
}
