// Speed times Pool.Map of a function that computes, in one process and in two, and beside it the same work on one and two
// goroutines of a compiled process, which is what the machine has to give at that moment. The ways take turns.
package main

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"time"
	"weft/procs"
)

// work is how many numbers up to n are primes.
func work(n int) (primes int) {
	for i := 2; i <= n; i++ {
		prime := true
		for d := 2; d*d <= i && prime; d++ {
			prime = i%d != 0
		}
		if prime {
			primes++
		}
	}
	return primes
}

const items, size = 16, 400_000

// inGoroutines does all the work in this process, and returns the results.
func inGoroutines(workers int) []int {
	results := make([]int, items)
	var next atomic.Int64
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for i := next.Add(1) - 1; i < items; i = next.Add(1) - 1 {
				results[i] = work(size)
			}
		})
	}
	wg.Wait()
	return results
}

func main() {
	turns, _ := strconv.Atoi(os.Getenv("BENCH_TURNS"))
	var pools []*procs.Pool
	for n := 1; n <= 2; n++ {
		pool := procs.NewPool(n)
		defer pool.Close()
		procs.Map(pool, work, slices.Repeat([]int{1}, n)) // starts its processes
		pools = append(pools, pool)
	}
	var first []int
	for range turns {
		for way := 1; way <= 4; way++ {
			var got []int
			var err error
			start := time.Now()
			if way <= 2 {
				got, err = procs.Map(pools[way-1], work, slices.Repeat([]int{size}, items))
			} else {
				got, err = procs.Apply(pools[0], inGoroutines, way-2)
			}
			took := time.Since(start)
			if first == nil {
				first = got
			}
			if err != nil || !slices.Equal(got, first) {
				panic(fmt.Sprint("different results: ", got, err))
			}
			fmt.Println(way, took.Nanoseconds())
		}
	}
}
