// Producers and consumers with a done marker for each consumer.
package main

import (
	"fmt"
	"sort"
	"strings"
	"sync"
)

type item struct {
	producer string
	n        int
	last     bool
}

func produce(name string, n int, ch chan<- item, wg *sync.WaitGroup) {
	defer wg.Done()
	for i := 1; i <= n; i++ {
		ch <- item{producer: name, n: i}
	}
}

func consume(ch chan item, seen map[string][]int, mu *sync.Mutex, wg *sync.WaitGroup) {
	defer wg.Done()
	for {
		it := <-ch
		if it.last {
			return
		}
		mu.Lock()
		seen[it.producer] = append(seen[it.producer], it.n)
		mu.Unlock()
	}
}

func main() {
	ch := make(chan item, 4)
	var producers, consumers sync.WaitGroup
	var mu sync.Mutex
	seen := map[string][]int{}
	for i, n := range []int{5, 3, 8} {
		producers.Add(1)
		go produce(strings.Repeat("P", i+1), n, ch, &producers)
	}
	const workers = 2
	consumers.Add(workers)
	for range workers {
		go consume(ch, seen, &mu, &consumers)
	}
	producers.Wait()
	for i := 0; i < workers; i++ {
		ch <- item{last: true}
	}
	consumers.Wait()
	for _, p := range []string{"P", "PP", "PPP"} {
		sort.Ints(seen[p])
		fmt.Println(p, seen[p])
	}
	fmt.Println(len(ch), cap(ch))

	// One producer, order kept, unbuffered.
	c := make(chan int)
	quit := make(chan bool)
	var got []int
	go func() {
		for i := 0; i < 6; i++ {
			got = append(got, <-c)
		}
		quit <- true
	}()
	x, y := 0, 1
	for running := true; running; {
		select {
		case c <- x:
			x, y = y, x+y
		case <-quit:
			fmt.Println(got, "quit")
			running = false
		}
	}
}
