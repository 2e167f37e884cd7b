package main

import (
	"fmt"
	"sync"
)

// Many goroutines are in the same select statement, each with channels of its own.
func worker(id int, in <-chan int, out chan<- int, quit <-chan struct{}) {
	sum := 0
	for {
		select {
		case v, ok := <-in:
			if !ok {
				out <- sum*100 + id
				return
			}
			sum += v
		case <-quit:
			out <- -1
			return
		}
	}
}

func producer(n, step int, c chan<- int, beat chan<- string) {
	for i := 0; i < n; {
		select {
		case c <- step:
			i++
		case beat <- fmt.Sprint(step):
		}
	}
	close(c)
}

func main() {
	quit := make(chan struct{})
	var wg sync.WaitGroup
	results := make([]int, 8)
	for w := range results {
		in, out, beat := make(chan int), make(chan int, 1), make(chan string)
		go producer(300, w+1, in, beat)
		wg.Go(func() {
			worker(w, in, out, quit)
			results[w] = <-out
		})
		go func() {
			for range 5 {
				if b := <-beat; b != fmt.Sprint(w+1) {
					fmt.Println("wrong beat", b, w+1)
				}
			}
		}()
	}
	wg.Wait()
	for w, r := range results {
		fmt.Println(w, r)
	}
}
