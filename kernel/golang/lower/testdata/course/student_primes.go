// Prime numbers in four ways, comparing the results.
package main

import (
	"fmt"
	"reflect"
	"sync"
)

const MAX = 120

func naive() []int {
	var result []int
	for n := 2; n <= MAX; n++ {
		isPrime := true
		for d := 2; d < n; d++ {
			if n%d == 0 {
				isPrime = false
				break
			}
		}
		if isPrime {
			result = append(result, n)
		}
	}
	return result
}

func sieve() (result []int) {
	var crossed [MAX + 1]bool
	for i := 2; i*i <= MAX; i++ {
		if crossed[i] {
			continue
		}
		for j := i * i; j <= MAX; j += i {
			crossed[j] = true
		}
	}
	for i, c := range crossed {
		if i > 1 && !c {
			result = append(result, i)
		}
	}
	return
}

func parallel() []int {
	type answer struct {
		n     int
		prime bool
	}
	in := make(chan int)
	out := make(chan answer, MAX+1)
	var wg sync.WaitGroup
	for i := 0; i < 3; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := range in {
				p := n > 1
				for d := 2; d*d <= n && p; d++ {
					p = n%d != 0
				}
				out <- answer{n, p}
			}
		}()
	}
	for n := 0; n <= MAX; n++ {
		in <- n
	}
	close(in)
	wg.Wait()
	close(out)
	var found [MAX + 1]bool
	for a := range out {
		found[a.n] = a.prime
	}
	var result []int
	for n, p := range found {
		if p {
			result = append(result, n)
		}
	}
	return result
}

func recursive(n int, found []int) []int {
	if n > MAX {
		return found
	}
	for _, p := range found {
		if n%p == 0 {
			return recursive(n+1, found)
		}
	}
	return recursive(n+1, append(found, n))
}

func main() {
	a := naive()
	fmt.Println(len(a), a[len(a)-1])
	for i, f := range []func() []int{sieve, parallel, func() []int { return recursive(2, nil) }} {
		fmt.Println(i, reflect.DeepEqual(f(), a))
	}
	for i := 0; i < len(a); i += 10 {
		end := i + 10
		if end > len(a) {
			end = len(a)
		}
		for _, p := range a[i:end] {
			fmt.Printf("%4d", p)
		}
		fmt.Println()
	}
	gaps := map[int]int{}
	for i := 1; i < len(a); i++ {
		gaps[a[i]-a[i-1]]++
	}
	fmt.Println(gaps)
}
