// Returning, breaking and panicking out of a select's cases.
package main

import "fmt"

func first(cs ...chan int) (v int, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	for _, c := range cs {
		select {
		case v := <-c:
			if v < 0 {
				panic("negative")
			}
			return v, nil
		default:
		}
	}
	return 0, fmt.Errorf("none ready")
}

func main() {
	a, b := make(chan int, 1), make(chan int, 1)
	fmt.Println(first(a, b))
	b <- 4
	fmt.Println(first(a, b))
	a <- -1
	fmt.Println(first(a, b))
	fmt.Println(first())
}
