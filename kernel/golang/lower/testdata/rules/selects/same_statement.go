// Many goroutines in the same select statement keep their own channels.
package main

import "fmt"

func worker(id int, in <-chan int, out chan<- string, quit <-chan bool) {
	for {
		select {
		case v := <-in:
			out <- fmt.Sprint(id, ":", v)
		case <-quit:
			out <- fmt.Sprint(id, " quit")
			return
		}
	}
}

func main() {
	out := make(chan string)
	var ins []chan int
	var quits []chan bool
	for i := range 4 {
		ins = append(ins, make(chan int))
		quits = append(quits, make(chan bool))
		go worker(i, ins[i], out, quits[i])
	}
	for i := range 4 {
		ins[3-i] <- i * i
		fmt.Print(<-out, " ")
	}
	for i := range 4 {
		close(quits[i])
		fmt.Print(<-out, " ")
	}
	fmt.Println()
}
