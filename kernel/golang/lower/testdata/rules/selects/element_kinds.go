// select over channels of numbers of all sizes, bools, strings, empty structs and named types, in every direction.
package main

import "fmt"

type celsius float32
type word string
type flag bool

func main() {
	small, wide, temp, on := make(chan int8, 1), make(chan uint64, 1), make(chan celsius, 1), make(chan flag, 1)
	text, name, done := make(chan string, 1), make(chan word, 1), make(chan struct{}, 1)
	small <- -7
	for range 4 {
		select {
		case v := <-small:
			fmt.Printf("%T %v\n", v, v)
			wide <- 1<<64 - 1
		case v := <-wide:
			fmt.Printf("%T %v\n", v, v)
			temp <- -0.5
		case v := <-temp:
			fmt.Printf("%T %v\n", v, v)
			on <- true
		case v := <-on:
			fmt.Printf("%T %v\n", v, v)
			text <- "a text"
		}
	}
	for range 5 {
		select {
		case v, ok := <-text:
			fmt.Printf("%T %v %v\n", v, v, ok)
			name <- "name"
		case v, ok := <-name:
			fmt.Printf("%T %v %v\n", v, v, ok)
			close(done)
		case v, ok := <-done:
			fmt.Printf("%T %v %v\n", v, v, ok)
		default:
			fmt.Println("nothing")
		}
	}
	var i, k, skipped int
	numbers, odd := make(chan int, 3), make(chan bool, 2)
	for i < 5 {
		select {
		case numbers <- i * i:
			k++
		default:
			skipped++
		}
		i++
	}
	fmt.Println(len(numbers), k, skipped)
	select {
	case odd <- <-numbers == 0:
		fmt.Println("sent", <-odd, len(numbers))
	case <-odd:
		fmt.Println("never")
	}
	var none chan int
	closed := make(chan int)
	close(closed)
	select {
	case v, ok := <-none:
		fmt.Println("nil", v, ok)
	case v, ok := <-closed:
		fmt.Println("closed", v, ok)
	}
	counts := [3]int{}
	a, b, c := make(chan int, 1000), make(chan int, 1000), make(chan string, 1000)
	for range 1000 {
		a <- 1
		b <- 1
		c <- "x"
	}
	for range 900 {
		select {
		case n := <-a:
			counts[0] += n
		case n := <-b:
			counts[1] += n
		case s := <-c:
			counts[2] += len(s)
		}
	}
	for _, n := range counts {
		fmt.Println(n > 200 && n < 400)
	}
	defer fmt.Println("deferred")
	select {
	case closed <- 1:
	case <-none:
	}
}
