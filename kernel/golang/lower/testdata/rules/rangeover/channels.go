// range over channels, of slices and of channels, and over directed ones.
package main

import "fmt"

func gen(n int) <-chan int {
	c := make(chan int)
	go func() {
		defer close(c)
		for i := range n {
			c <- i * i
		}
	}()
	return c
}

func main() {
	for v := range gen(4) {
		fmt.Print(v, " ")
	}
	fmt.Println()
	cc := make(chan (<-chan int), 3)
	for i := range 3 {
		cc <- gen(i + 1)
	}
	close(cc)
	for c := range cc {
		for v := range c {
			fmt.Print(v, ",")
		}
		fmt.Print("; ")
	}
	fmt.Println()
	cs := make(chan []string, 2)
	cs <- []string{"a", "b"}
	cs <- nil
	close(cs)
	for s := range cs {
		fmt.Print(len(s), s, " ")
	}
	n := 0
	for range gen(5) {
		n++
	}
	fmt.Println(n)
	var last int
	for last = range gen(3) {
	}
	fmt.Println(last)
	chans := []chan int{make(chan int, 1), make(chan int, 1)}
	for i, c := range chans {
		c <- i + 40
	}
	for _, c := range chans {
		fmt.Print(<-c, " ")
	}
	fmt.Println(len(chans))
}
