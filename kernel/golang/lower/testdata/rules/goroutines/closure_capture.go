// A goroutine's closure shares the variables around it; the loop's are its own.
package main

import (
	"fmt"
	"sort"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	var mu sync.Mutex
	total := 0
	var seen []int
	for i := 0; i < 6; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			mu.Lock()
			defer mu.Unlock()
			total += i
			seen = append(seen, i*i)
		}()
	}
	wg.Wait()
	sort.Ints(seen)
	fmt.Println(total, seen)
	for _, w := range []string{"x", "y", "z"} {
		wg.Go(func() {
			mu.Lock()
			defer mu.Unlock()
			seen = append(seen, int(w[0]))
		})
	}
	wg.Wait()
	sort.Ints(seen)
	fmt.Println(seen)
}
