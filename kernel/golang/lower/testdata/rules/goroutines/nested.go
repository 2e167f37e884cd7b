// Goroutines that start goroutines, each with its own copies.
package main

import (
	"fmt"
	"sync"
)

func spread(depth, id int, out chan<- int, wg *sync.WaitGroup) {
	defer wg.Done()
	if depth == 0 {
		out <- id
		return
	}
	for i := range 3 {
		wg.Add(1)
		go spread(depth-1, id*3+i, out, wg)
	}
}

func main() {
	out := make(chan int, 100)
	var wg sync.WaitGroup
	wg.Add(1)
	go spread(3, 0, out, &wg)
	wg.Wait()
	close(out)
	sum, n, mask := 0, 0, uint32(0)
	for v := range out {
		sum += v
		n++
		mask |= 1 << v
	}
	fmt.Printf("%d %d %027b\n", sum, n, mask)
}
