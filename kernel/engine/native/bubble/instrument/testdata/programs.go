// Programs for schedules. The ones whose names begin with "same" print the same under every schedule.
package main

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sort"
	"sync"
	"sync/atomic"
	"time"
)

func programs() map[string]func() string {
	return map[string]func() string{
		"check, then act": withdraw,
		"lost update":     lost,
		"atomic update":   atomicUpdate,
		"select":          chooses,
		"order":           order,
		"timers":          timers,
		"same: select":    selects,
		"same: range":     ranges,
		"same: start":     starts,
		"same: positions": positions,
		"same: contexts":  contexts,
		"same: pipeline":  pipeline,
		"same: types":     kinds,
	}
}

// withdraw looks at the balance under one lock and takes from it under another: 40 is right.
func withdraw() string {
	balance := 100
	var mu sync.Mutex
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			mu.Lock()
			ok := balance >= 60
			mu.Unlock()
			if ok {
				mu.Lock()
				balance -= 60
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	return fmt.Sprint(balance)
}

// lost sends a value through a channel of one element as a lock, and gives it back in between.
func lost() string {
	box := make(chan int, 1)
	box <- 0
	done := make(chan bool)
	for range 3 {
		go func() {
			v := <-box
			box <- v
			<-box
			box <- v + 1
			done <- true
		}()
	}
	for range 3 {
		<-done
	}
	return fmt.Sprint(<-box)
}

func atomicUpdate() string {
	var n atomic.Int64
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() { n.Store(n.Load() + 1) })
	}
	wg.Wait()
	return fmt.Sprint(n.Load())
}

func chooses() string {
	a, b := make(chan string, 1), make(chan string, 1)
	a <- "a"
	b <- "b"
	select {
	case s := <-a:
		return s
	case s := <-b:
		return s
	}
}

func order() string {
	c := make(chan int)
	for i := range 4 {
		go func(k int) { c <- k }(i)
	}
	out := ""
	for range 4 {
		out += fmt.Sprint(<-c)
	}
	return out
}

func timers() string {
	var mu sync.Mutex
	var wg sync.WaitGroup
	out := ""
	for i := range 3 {
		wg.Add(1)
		time.AfterFunc(time.Millisecond, func() {
			defer wg.Done()
			mu.Lock()
			out += fmt.Sprint(i)
			mu.Unlock()
		})
	}
	wg.Wait()
	return out
}

func here() int {
	_, _, line, _ := runtime.Caller(1)
	return line
}

func selects() (out string) {
	say := func(a ...any) { out += fmt.Sprint(a...) + ";" }
	c, d := make(chan int, 1), make(chan error, 1)
	evaluated := func(s string, c chan int) chan int { say(s); return c }
	select {
	case <-c:
		say("never")
	default:
		say("default")
	}
	select {
	case evaluated("channel", c) <- 1 + 2:
		say("sent")
	case e := <-d:
		say("never", e)
	}
	var v any
	var ok bool
	var list [2]int
	select {
	case list[len(d)], ok = <-c:
		say(list, ok)
	case (chan error)(nil) <- nil:
	}
	select {
	case d <- nil:
		c <- 4
		select {
		case list[1] = <-c:
			say("inner", list)
		}
		say(<-d)
	}
	close(c)
loop:
	for i := 0; ; i++ {
		select {
		case n, ok := <-c:
			if i < 2 {
				continue loop
			}
			if i == 2 {
				break
			}
			say(n, ok, i)
			break loop
		}
		say("after break")
	}
	d <- errors.New("x")
	select {
	case e, ok := (<-d):
		v = e
		say(v, ok)
	}
	select {
	case
	// a comment
	d <- func() error {
		say("a literal", here() > 0)
		return nil
	}():
		say("literal sent")
	case <-time.After(
		time.Hour,
	):
	}
	func() {
		defer func() { say(recover()) }()
		select {
		case c <- 1:
		default:
		}
	}()
L:
	select {
	case <-d:
		if len(out) > 0 {
			break L
		}
		say("never")
	}
	timeout := time.NewTimer(time.Second)
	select {
	case <-make(chan int):
	case <-timeout.C:
		say("timeout")
	}
	return out + terminates()
}

// terminates would not compile if its select did not count as a terminating statement.
func terminates() string {
	c := make(chan struct{})
	close(c)
	select {
	case _, _ = <-c:
		return "end"
	}
}

func ranges() (out string) {
	c := make(chan int, 10)
	for i := range cap(c) {
		c <- i
	}
	close(c)
	for v := range c {
		if v == 1 {
			continue
		}
		out += fmt.Sprint(v, len(c), " ")
		defer func() { out += fmt.Sprint("deferred ", v, " ") }()
		if v == 3 {
			break
		}
	}
	n := 0
	for range c {
		n++
		if n == 2 {
			goto on
		}
	}
on:
	var w int
	for w = range c {
	}
	return fmt.Sprint(out, n, w, find(make(chan int)))
}

func find(c chan int) int {
	go func() {
		for i := 0; ; i++ {
			c <- i
			if i == 5 {
				close(c)
				return
			}
		}
	}()
	found := -1
	for v := range c {
		if v == 4 {
			found = v
		}
	}
	return found
}

type counter struct{ n int }

func (c *counter) add(k int, done chan<- bool) { c.n += k; done <- true }

func starts() (out string) {
	done := make(chan bool)
	c := &counter{}
	go c.add(func() int { out += "argument "; return 2 }(), done)
	<-done
	f := c.add
	go f(3, done)
	<-done
	go generic(done, true)
	<-done
	go func(ds ...chan bool) {
		go func() { ds[0] <- true }()
	}(done)
	<-done
	go close(done)
	<-done
	if c.n < 0 {
		go println("never")
	}
	return fmt.Sprint(out, c.n)
}

func generic[T any](c chan T, v T) { c <- v }

func positions() (out string) {
	c := make(chan int, 3)
	c <- here()
	c <- func() int {
		return here()
	}()
	select {
	case c <- here():
		out += fmt.Sprint(here(), " ")
	}
	out += fmt.Sprint(here(), " ")
	for range 3 {
		out += fmt.Sprint(<-c, here(), " ")
	}
	go func() { c <- here() }()
	out += fmt.Sprint(here(), " ")
	select {
	case v := <-c:
		out += fmt.Sprint(v, here(), " ")
	case <-time.After(time.Duration(
		here()) * time.Hour):
	}
	out += fmt.Sprint(here())
	return out
}

func contexts() (out string) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var wg sync.WaitGroup
	var got []string
	var mu sync.Mutex
	for i := range 3 {
		wg.Go(func() {
			<-ctx.Done()
			mu.Lock()
			got = append(got, fmt.Sprint(i, ctx.Err()))
			mu.Unlock()
		})
	}
	time.Sleep(time.Second)
	cancel()
	wg.Wait()
	context.CancelFunc(func() { got = append(got, "converted") })()
	sort.Strings(got)
	stop := context.AfterFunc(ctx, func() { out = "after " })
	time.Sleep(time.Second)
	return fmt.Sprint(out, got, stop())
}

func pipeline() string {
	square := func(in <-chan int) <-chan int {
		out := make(chan int)
		go func() {
			defer close(out)
			for v := range in {
				select {
				case out <- v * v:
				case <-time.After(time.Hour):
					return
				}
			}
		}()
		return out
	}
	in := make(chan int)
	go func() {
		defer close(in)
		for i := range 5 {
			in <- i
		}
	}()
	sum := 0
	for v := range square(square(in)) {
		sum += v
	}
	return fmt.Sprint(sum)
}

type (
	bools      chan bool
	number     float64
	box[T any] struct{ c chan T }
)

func (b box[T]) put(v T) T {
	b.c <- v
	select {
	case v := <-b.c:
		return v
	}
}

func put[C ~chan T, T any](c C, v T) T {
	c <- v
	select {
	case v := <-c:
		return v
	}
}

func kinds() string {
	b := make(bools, 1)
	b <- 1 < 2
	n := make(chan number, 1)
	n <- 3
	e := make(chan error, 2)
	e <- nil
	e <- &myError{}
	a := make(chan any, 2)
	select {
	case a <- 'x':
	}
	a <- nil
	cc := make(chan chan<- int, 1)
	cc <- make(chan int, 1)
	(<-cc) <- 1
	return fmt.Sprint(<-b, <-n, <-e, <-e, <-a, <-a, box[int]{make(chan int, 1)}.put(1), put(make(chan string, 1), "s"))
}

type myError struct{}

func (*myError) Error() string { return "mine" }
