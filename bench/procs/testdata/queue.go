// Queue times small messages through a procs.Queue: between two processes, and from the program that started
// one of them.
package main

import (
	"fmt"
	"os"
	"strconv"
	"time"
	"weft/procs"
)

func produce(q *procs.Queue[int], n int) {
	for i := range n {
		q.Put(i)
	}
	q.Close()
}

// consume takes everything out, checks the order, and returns the time from the first message to the last.
func consume(q *procs.Queue[int]) (took time.Duration, err error) {
	first, err := q.Get()
	start := time.Now()
	next := first + 1
	for n := range q.All() {
		if n != next {
			return 0, fmt.Errorf("message %d came where %d is due", n, next)
		}
		next++
	}
	if want, _ := strconv.Atoi(os.Getenv("BENCH_MESSAGES")); next != want {
		return 0, fmt.Errorf("%d of %d messages came", next, want)
	}
	return time.Since(start), err
}

func main() {
	turns, _ := strconv.Atoi(os.Getenv("BENCH_TURNS"))
	n, _ := strconv.Atoi(os.Getenv("BENCH_MESSAGES"))
	pool := procs.NewPool(1)
	defer pool.Close()
	for range turns {
		for how := 1; how <= 2; how++ {
			q := procs.NewQueue[int](1024)
			took := procs.ApplyAsyncErr(pool, consume, q)
			if how == 1 {
				procs.Start2(produce, q, n)
			} else {
				produce(q, n)
			}
			d, err := took.Get()
			if err != nil {
				panic(err)
			}
			fmt.Println(how, d.Nanoseconds())
		}
	}
}
