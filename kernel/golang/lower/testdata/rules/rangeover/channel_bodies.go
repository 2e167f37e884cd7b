// range over channels whose variable is only read, or is kept, changed, hidden or given away by the body.
package main

import (
	"errors"
	"fmt"
	"sync"
)

type level int8

type reading struct {
	at   int
	name string
}

func feed[T any](values ...T) <-chan T {
	c := make(chan T)
	go func() {
		for _, v := range values {
			c <- v
		}
		close(c)
	}()
	return c
}

var calls int

func source() chan level {
	calls++
	c := make(chan level, 3)
	c <- -128
	c <- 127
	c <- 0
	close(c)
	return c
}

func find(c <-chan string, want string) (int, bool) {
	n := 0
	for s := range c {
		if s == want {
			return n, true
		}
		n++
	}
	return n, false
}

func main() {
	for l := range source() {
		fmt.Print(l, " ")
	}
	fmt.Println(calls)
	for b := range feed(true, false, true) {
		if !b {
			continue
		}
		fmt.Print(b, " ")
	}
	for f := range feed[float32](1.5, -0.25) {
		fmt.Print(f*2, " ")
	}
	for r := range feed('a', 'é') {
		fmt.Print(string(r), " ")
	}
	for u := range feed[uint8](255, 1) {
		u++
		fmt.Print(u, " ")
	}
	fmt.Println()
	for r := range feed(reading{1, "x"}, reading{2, "y"}) {
		fmt.Print(r.name, r.at, " ")
	}
	for p := range feed(&reading{3, "z"}, nil) {
		fmt.Print(p != nil && p.at == 3, " ")
	}
	for e := range feed(errors.New("bad"), nil) {
		fmt.Print(e, " ")
	}
	for a := range feed[any](1, "two", nil, level(3)) {
		fmt.Printf("%v %T ", a, a)
	}
	fmt.Println()
	var kept []func() int
	for i := range feed(1, 2, 3) {
		kept = append(kept, func() int { i += 10; return i })
	}
	for _, f := range kept {
		fmt.Print(f(), f(), " ")
	}
	var pointers []*string
	for s := range feed("p", "q") {
		pointers = append(pointers, &s)
	}
	fmt.Println(*pointers[0], *pointers[1])
	fmt.Println(find(feed("a", "b"), "b"))
	fmt.Println(find(feed("a", "b"), "c"))
	c := feed(1, 2, 3, 4)
	for v := range c {
		c = nil
		v := v * v
		fmt.Print(v, " ")
	}
	fmt.Println(c == nil)
outer:
	for v := range feed(1, 2, 3) {
		for w := range feed(10, 20, 30) {
			switch {
			case w == 20:
				continue outer
			case v == 3:
				break outer
			}
			fmt.Print(v+w, " ")
		}
	}
	fmt.Println()
	var wg sync.WaitGroup
	results := make(chan int)
	jobs := make(chan int)
	for range 3 {
		wg.Go(func() {
			for j := range jobs {
				results <- j * j
			}
		})
	}
	go func() {
		for i := range 20 {
			jobs <- i
		}
		close(jobs)
		wg.Wait()
		close(results)
	}()
	sum := 0
	for r := range results {
		sum += r
	}
	fmt.Println(sum)
	for v := range feed(0) {
		fmt.Println(1 / v)
	}
}
