// Each goroutine recovers its own panics only.
package main

import "fmt"

func safely(n int, out chan<- string) {
	defer func() {
		if r := recover(); r != nil {
			out <- fmt.Sprint("recovered ", r)
		}
	}()
	if n%2 == 1 {
		panic(n)
	}
	var s []int
	out <- fmt.Sprint(s[n])
}

func main() {
	for i := range 4 {
		out := make(chan string)
		go safely(i, out)
		fmt.Println(<-out)
	}
}
