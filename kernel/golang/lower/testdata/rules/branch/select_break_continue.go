// break leaves the select, continue the loop around it, labels go further.
package main

import "fmt"

func main() {
	c := make(chan int, 10)
	for i := range 10 {
		c <- i
	}
	close(c)
	log := ""
loop:
	for n := 0; ; n++ {
		select {
		case v, ok := <-c:
			switch {
			case !ok:
				break loop
			case v%4 == 0:
				break
			case v%4 == 1:
				continue
			case v%4 == 2:
				continue loop
			}
			log += fmt.Sprint("s", v)
			if v == 7 {
				break
			}
			log += "+"
		}
		log += fmt.Sprint("e", n, " ")
	}
	fmt.Println(log)
}
