// A worker pool: jobs in, results out, sorted at the end.
package main

import (
	"fmt"
	"sort"
	"sync"
)

type Job struct {
	ID      int
	Payload []int
}

type Result struct {
	JobID    int
	Sum      int
	WorkerID int
}

func (r Result) String() string { return fmt.Sprintf("job %02d -> %d", r.JobID, r.Sum) }

func worker(id int, jobs <-chan Job, results chan<- Result, wg *sync.WaitGroup) {
	defer wg.Done()
	for j := range jobs {
		sum := 0
		for _, v := range j.Payload {
			sum += v * v
		}
		results <- Result{JobID: j.ID, Sum: sum, WorkerID: id}
	}
}

func main() {
	const numWorkers = 4
	jobs := make(chan Job, 10)
	results := make(chan Result, 10)
	var wg sync.WaitGroup

	for w := 1; w <= numWorkers; w++ {
		wg.Add(1)
		go worker(w, jobs, results, &wg)
	}

	go func() {
		for i := 0; i < 20; i++ {
			payload := make([]int, i%5+1)
			for k := range payload {
				payload[k] = i + k
			}
			jobs <- Job{i, payload}
		}
		close(jobs)
	}()

	go func() {
		wg.Wait()
		close(results)
	}()

	var all []Result
	seen := map[int]bool{}
	for r := range results {
		all = append(all, r)
		if r.WorkerID < 1 || r.WorkerID > numWorkers {
			fmt.Println("strange worker", r.WorkerID)
		}
		seen[r.JobID] = true
	}
	sort.Slice(all, func(i, j int) bool { return all[i].JobID < all[j].JobID })
	for _, r := range all {
		fmt.Println(r)
	}
	fmt.Printf("%d results, %d jobs, %T\n", len(all), len(seen), all[0])
}
