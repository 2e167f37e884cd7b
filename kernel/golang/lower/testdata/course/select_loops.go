// Select in loops: several sources, nil channels to switch cases off, default, labels.
package main

import (
	"fmt"
	"time"
)

func numbers(n int) <-chan int {
	c := make(chan int)
	go func() {
		for i := 0; i < n; i++ {
			c <- i
		}
		close(c)
	}()
	return c
}

func letters(s string) <-chan rune {
	c := make(chan rune)
	go func() {
		defer close(c)
		for _, r := range s {
			c <- r
		}
	}()
	return c
}

func main() {
	nums, chars := numbers(5), letters("héy")
	sum, text := 0, 0
	for nums != nil || chars != nil {
		select {
		case n, ok := <-nums:
			if !ok {
				nums = nil
				continue
			}
			sum += n
		case r, ok := <-chars:
			if !ok {
				chars = nil
				break
			}
			text += int(r)
		}
	}
	fmt.Println(sum, text)

	out := make(chan string, 2)
	sent, full := 0, 0
	for i := 0; i < 5; i++ {
		select {
		case out <- fmt.Sprint("m", i):
			sent++
		default:
			full++
		}
	}
	fmt.Println(sent, full, <-out, <-out)

	var results [3]int
	table := map[string]int{}
	a, b := make(chan int, 1), make(chan int, 1)
	a <- 7
	select {
	case results[1] = <-a:
	case table["b"] = <-b:
	}
	b <- 8
	select {
	case results[1] = <-a:
	case table["b"] = <-b:
	}
	fmt.Println(results, table)

	ticks := make(chan time.Time, 3)
	stop := make(chan struct{})
	for i := range 3 {
		ticks <- time.Unix(int64(i), 0).UTC()
	}
	go func() {
		for len(ticks) > 0 {
			time.Sleep(time.Millisecond)
		}
		close(stop)
	}()
	count := 0
loop:
	for {
		select {
		case t := <-ticks:
			switch s := t.Second(); {
			case s == 1:
				continue loop
			default:
				count += s + 1
			}
		case <-stop:
			break loop
		}
	}
	fmt.Println("count", count)
	f := func() chan<- int { return a }
	select {
	case f() <- sum * 2:
		fmt.Println("sent", len(a), <-a)
	case v := <-b:
		fmt.Println("impossible", v)
	}
}
