package sched_test

import (
	"fmt"
	"runtime"
	"strings"

	"weft/kernel/engine/sched"
)

// Who waits for what? Open fails on another release of Go than the one that it knows.
func Example() {
	r, err := sched.Open()
	if err != nil {
		fmt.Println(err)
		return
	}
	tide := make(chan int)
	go func() { tide <- 3 }()

	for waiting := false; !waiting; runtime.Gosched() {
		for g := range r.Goroutines() {
			if strings.HasSuffix(g.Start(), "sched_test.Example.func1") && g.Waits() {
				fmt.Println(g.Reason, "on the channel:", g.WaitsFor()[0] == sched.ObjectOf(tide))
				waiting = true
			}
		}
	}
	fmt.Println("received", <-tide)
	// Output:
	// chan send on the channel: true
	// received 3
}
