// Variables of a case live in it and may hide others; closures keep them.
package main

import "fmt"

func main() {
	c := make(chan int, 5)
	for i := range 5 {
		c <- i * 11
	}
	v, ok := -1, false
	var fs []func() int
	for range 3 {
		select {
		case v := <-c:
			v++
			fs = append(fs, func() int { v++; return v })
		}
	}
	select {
	case v, ok := <-c:
		v, ok = v+1, !ok
		fmt.Println(v, ok)
	}
	select {
	case c := <-c:
		fmt.Println("c is now", c)
	}
	fmt.Println(v, ok, fs[0](), fs[0](), fs[2]())
	select {
	case v, ok = <-c:
	default:
		v := "default"
		_ = v
	}
	fmt.Println(v, ok)
}
