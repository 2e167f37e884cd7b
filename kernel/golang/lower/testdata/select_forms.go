package main

import (
	"errors"
	"fmt"
	"time"
)

type msg struct {
	id  int
	err error
}

func main() {
	c := make(chan int, 1)
	s := make(chan string, 1)
	e := make(chan error, 1)
	f := make(chan float64, 1)
	p := make(chan *msg, 1)
	select {
	case f <- 3:
	}
	fmt.Println(<-f)
	select {
	case e <- nil:
	default:
	}
	fmt.Println(<-e)
	select {
	case e <- errors.New("x"):
	}
	a := []int{0, 0}
	m := map[string]int{}
	c <- 5
	select {
	case a[1] = <-c:
	}
	c <- 6
	var ok bool
	select {
	case m["k"], ok = <-c:
	case <-s:
	}
	fmt.Println(a, m, ok, (<-e).Error())
	p <- &msg{1, nil}
	var q struct{ m *msg }
	select {
	case q.m = <-p:
		fmt.Println(q.m.id)
	}
	n := 0
loop:
	for {
		select {
		case c <- n:
			n++
		case v := <-c:
			if v == 3 {
				break loop
			}
			continue loop
		}
	}
	fmt.Println("n", n)
	close(c)
	v, ok := <-c
	fmt.Println(v, ok)
	var nilc chan int
	select {
	case <-nilc:
	case nilc <- 1:
	default:
		fmt.Println("default")
	}
	t := time.NewTimer(time.Millisecond)
	select {
	case <-t.C:
		fmt.Println("timer")
	case <-time.After(time.Hour):
	}
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	cnt := 0
	for {
		select {
		case <-tick.C:
			cnt++
			if cnt < 3 {
				continue
			}
		}
		break
	}
	fmt.Println(cnt)
	for i := range 3 {
		select {
		case s <- fmt.Sprint("s", i):
		default:
			fmt.Println("full", <-s)
		}
	}
	chans := []chan int{make(chan int, 1), make(chan int, 1)}
	for i, ch := range chans {
		ch <- i * 7
	}
	sum := 0
	for range 2 {
		select {
		case x := <-chans[0]:
			sum += x
		case x := <-chans[1]:
			sum += x
		}
	}
	fmt.Println(sum)
	done := make(chan struct{})
	res := make(chan any, 2)
	go func() {
		defer close(done)
		res <- msg{2, nil}
		res <- 3
	}()
	<-done
	select {
	case r := <-res:
		if m, ok := r.(msg); ok {
			fmt.Println("msg", m.id)
		}
	}
	switch x := (<-res).(type) {
	case int:
		fmt.Println("int", x)
	}
}
