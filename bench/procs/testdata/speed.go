// Speed times Pool.Map of a function that computes, in one process and in two, turn by turn.
package main

import (
	"fmt"
	"os"
	"slices"
	"strconv"
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

func main() {
	turns, _ := strconv.Atoi(os.Getenv("BENCH_TURNS"))
	items := slices.Repeat([]int{200_000}, 16)
	var pools []*procs.Pool
	for n := 1; n <= 2; n++ {
		pool := procs.NewPool(n)
		defer pool.Close()
		procs.Map(pool, work, slices.Repeat([]int{1}, n)) // starts its processes
		pools = append(pools, pool)
	}
	var first []int
	for range turns {
		for i, pool := range pools {
			start := time.Now()
			got, err := procs.Map(pool, work, items)
			took := time.Since(start)
			if first == nil {
				first = got
			}
			if err != nil || !slices.Equal(got, first) {
				panic(fmt.Sprint("different results: ", got, err))
			}
			fmt.Println(i+1, took.Nanoseconds())
		}
	}
}
