// A program that crashes: an unrecovered panic in a worker ends everything with status 2.
package main

import (
	"fmt"
	"sync"
)

type job struct{ a, b int }

func divide(j job) int { return j.a / j.b }

func worker(jobs <-chan job, wg *sync.WaitGroup) {
	defer wg.Done()
	for j := range jobs {
		_ = divide(j)
	}
}

func main() {
	jobs := make(chan job)
	var wg sync.WaitGroup
	wg.Add(1)
	go worker(jobs, &wg)
	defer fmt.Println("main's deferred calls do not run when another goroutine crashes")
	fmt.Println("working")
	for i := 3; i >= 0; i-- {
		jobs <- job{12, i}
	}
	close(jobs)
	wg.Wait()
	select {}
}
