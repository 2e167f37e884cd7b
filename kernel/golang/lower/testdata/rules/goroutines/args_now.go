// The arguments of a go statement are evaluated by the goroutine that starts it.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	var mu sync.Mutex
	got := map[int]int{}
	put := func(k, v int) {
		defer wg.Done()
		mu.Lock()
		defer mu.Unlock()
		got[k] = v
	}
	x := 1
	for k := range 5 {
		wg.Add(1)
		go put(k, x*x)
		x++
	}
	wg.Wait()
	fmt.Println(got)
	calls := ""
	arg := func(s string) string { calls += s; return s }
	done := make(chan string)
	fn := func() func(a, b string) {
		calls += "f"
		return func(a, b string) { done <- a + b }
	}
	go fn()(arg("a"), arg("b"))
	fmt.Println(<-done, calls)
}
