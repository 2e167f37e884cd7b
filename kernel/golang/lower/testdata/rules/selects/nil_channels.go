// A nil channel is never ready; setting one to nil switches its case off.
package main

import (
	"fmt"
	"slices"
)

func merge(a, b <-chan int) (out []int) {
	for a != nil || b != nil {
		select {
		case v, ok := <-a:
			if !ok {
				a = nil
				continue
			}
			out = append(out, v)
		case v, ok := <-b:
			if !ok {
				b = nil
				continue
			}
			out = append(out, v)
		}
	}
	return
}

func gen(vs ...int) <-chan int {
	c := make(chan int)
	go func() {
		defer close(c)
		for _, v := range vs {
			c <- v
		}
	}()
	return c
}

func main() {
	r := merge(gen(1, 3, 5), gen(2, 4))
	slices.Sort(r)
	fmt.Println(r)
	var none chan string
	select {
	case s := <-none:
		fmt.Println("never", s)
	case none <- "x":
		fmt.Println("never")
	default:
		fmt.Println("default")
	}
}
