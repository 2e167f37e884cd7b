// The prime sieve of filters, and one with segments in parallel.
package main

import (
	"fmt"
	"sync"
)

func generate(ch chan<- int, stop <-chan struct{}) {
	for i := 2; ; i++ {
		select {
		case ch <- i:
		case <-stop:
			return
		}
	}
}

func filter(in <-chan int, out chan<- int, prime int, stop <-chan struct{}) {
	for {
		var i int
		select {
		case i = <-in:
		case <-stop:
			return
		}
		if i%prime != 0 {
			select {
			case out <- i:
			case <-stop:
				return
			}
		}
	}
}

func segment(lo, hi int, primes []int) (count int) {
	composite := make([]bool, hi-lo)
	for _, p := range primes {
		if p*p >= hi {
			break
		}
		start := (lo + p - 1) / p * p
		if start < p*p {
			start = p * p
		}
		for j := start; j < hi; j += p {
			composite[j-lo] = true
		}
	}
	for _, c := range composite {
		if !c {
			count++
		}
	}
	return
}

func main() {
	stop := make(chan struct{})
	ch := make(chan int)
	go generate(ch, stop)
	var primes []int
	for i := 0; i < 12; i++ {
		prime := <-ch
		primes = append(primes, prime)
		ch1 := make(chan int)
		go filter(ch, ch1, prime, stop)
		ch = ch1
	}
	close(stop)
	fmt.Println(primes)

	total := 0
	var mu sync.Mutex
	var wg sync.WaitGroup
	for lo := 2; lo < 1000; lo += 250 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			n := segment(lo, min(lo+250, 1000), primes)
			mu.Lock()
			defer mu.Unlock()
			total += n
		}()
	}
	wg.Wait()
	fmt.Println("primes below 1000:", total)
	factors := map[int][]int{}
	for _, n := range []int{60, 97, 1001, 1024} {
		for m, p := n, 2; m > 1; {
			if m%p == 0 {
				factors[n] = append(factors[n], p)
				m /= p
			} else {
				p++
			}
		}
	}
	fmt.Println(factors)
}
