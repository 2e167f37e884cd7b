package main

import (
	"bytes"
	"fmt"
	"os"
	"runtime"
	"runtime/trace"
	"sync"
	"time"
)

// compiled are the cells as compiled functions, of which only the tracer's own work is to be seen.
func compiled() []func(i int) {
	var mu sync.Mutex
	var total int
	slots := make(chan bool, 100)
	sum := func(i int) (s int) {
		for k := range 200 {
			s += k * i
		}
		return s
	}
	add := func(s int) {
		mu.Lock()
		total += s
		mu.Unlock()
	}
	return []func(i int){
		func(i int) { runtime.KeepAlive(sum(i)) },
		func(i int) { time.Sleep(time.Duration(i%20) * time.Millisecond) },
		func(i int) { add(sum(i)) },
		func(i int) { slots <- true; time.Sleep(time.Millisecond); <-slots },
	}
}

// tracer measures what Go's execution tracer takes of the processors by itself, for the same crowds in this process.
func tracer(n, pairs int) error {
	fmt.Printf("\nthe same, compiled, with runtime/trace alone: CPU divided by without, and how much more\n")
	for i, each := range compiled() {
		var ratio, more []float64
		for range pairs {
			without := crowd(n, each)
			var text bytes.Buffer
			before := had(os.Getpid())
			if err := trace.Start(&text); err != nil {
				return err
			}
			crowd(n, each)
			trace.Stop()
			with := had(os.Getpid()) - before
			ratio, more = append(ratio, with/without), append(more, with-without)
		}
		fmt.Printf("%-24s %-20s %s ms\n", cells[i].name, spread(ratio), spread(more))
	}
	return nil
}

// crowd is the processor time, in milliseconds, that n goroutines take.
func crowd(n int, each func(i int)) float64 {
	before := had(os.Getpid())
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() { each(i) })
	}
	wg.Wait()
	return had(os.Getpid()) - before
}
