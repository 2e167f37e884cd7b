// Time-outs: select with time.After, timers, tickers, deadlines.
package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

func slow(d time.Duration) <-chan string {
	c := make(chan string, 1)
	go func() {
		time.Sleep(d)
		c <- "done after " + d.String()
	}()
	return c
}

func withTimeout(d, limit time.Duration) (string, error) {
	select {
	case s := <-slow(d):
		return s, nil
	case <-time.After(limit):
		return "", fmt.Errorf("gave up after %v: %w", limit, context.DeadlineExceeded)
	}
}

func main() {
	for _, tt := range []struct{ d, limit time.Duration }{
		{time.Millisecond, time.Hour},
		{time.Hour, 3 * time.Millisecond},
	} {
		s, err := withTimeout(tt.d, tt.limit)
		fmt.Printf("%q %v %t\n", s, err, errors.Is(err, context.DeadlineExceeded))
	}

	begin := time.Now()
	ticker := time.NewTicker(2 * time.Millisecond)
	ticks := 0
loop:
	for {
		select {
		case <-ticker.C:
			ticks++
			if ticks == 3 {
				ticker.Stop()
				break loop
			}
		}
	}
	fmt.Println("ticks:", ticks, "took long enough:", time.Since(begin) >= 6*time.Millisecond)

	timer := time.NewTimer(time.Hour)
	fmt.Println("stopped:", timer.Stop(), "again:", timer.Stop())
	timer.Reset(time.Millisecond)
	<-timer.C

	fired := make(chan int)
	for i := 1; i <= 3; i++ {
		time.AfterFunc(time.Duration(i)*time.Millisecond, func() { fired <- i })
	}
	fmt.Println(<-fired + <-fired + <-fired)

	ctx, cancel := context.WithDeadline(context.Background(), time.Now().Add(-time.Second))
	defer cancel()
	select {
	case <-ctx.Done():
		fmt.Println("already over:", ctx.Err())
	default:
		fmt.Println("not over")
	}
	var nilChan chan int
	select {
	case v := <-nilChan:
		fmt.Println("impossible", v)
	case <-time.After(time.Millisecond):
		fmt.Println("a nil channel never answers")
	}
}
