// Timeouts, tickers and contexts.
package main

import (
	"context"
	"fmt"
	"time"
)

func main() {
	block := make(chan int)
	select {
	case <-block:
	case <-time.After(5 * time.Millisecond):
		fmt.Println("timeout")
	}
	ctx, cancel := context.WithCancel(context.Background())
	go cancel()
	select {
	case <-ctx.Done():
		fmt.Println(ctx.Err())
	case v := <-block:
		fmt.Println(v)
	}
	ctx, cancel = context.WithTimeout(context.Background(), time.Millisecond)
	defer cancel()
	select {
	case <-ctx.Done():
		fmt.Println(ctx.Err(), context.Cause(ctx) == context.DeadlineExceeded)
	case block <- 1:
	}
	t := time.NewTicker(time.Millisecond)
	n := 0
	for range t.C {
		if n++; n == 3 {
			t.Stop()
			break
		}
	}
	fmt.Println(n)
}
