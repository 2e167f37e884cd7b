package main

import (
	"fmt"
	"sort"
	"sync"
)

type proc struct{ id int }

func (p *proc) run(wg *sync.WaitGroup, out chan<- int)  { defer wg.Done(); out <- p.id }
func (p proc) value(wg *sync.WaitGroup, out chan<- int) { defer wg.Done(); out <- p.id * 10 }
func work(n int, wg *sync.WaitGroup, out chan<- int)    { defer wg.Done(); out <- n }
func trace(s string, n int) int                         { fmt.Println("eval", s, n); return n }
func pick(fs []func(int, chan<- int), i int) func(int, chan<- int) {
	fmt.Println("pick", i)
	return fs[i]
}

type runner interface {
	run(*sync.WaitGroup, chan<- int)
}

func main() {
	var wg sync.WaitGroup
	out := make(chan int, 100)
	ps := []*proc{{1}, {2}, {3}}
	for _, p := range ps {
		wg.Add(3)
		go p.run(&wg, out)
		go p.value(&wg, out)
		var r runner = p
		go r.run(&wg, out)
	}
	for i := 0; i < 3; i++ {
		wg.Add(2)
		go work(100+i, &wg, out)
		go func(n int) { defer wg.Done(); out <- 200 + n + i }(i)
	}
	wg.Wait()
	close(out)
	var got []int
	for v := range out {
		got = append(got, v)
	}
	sort.Ints(got)
	fmt.Println(got)

	done := make(chan int)
	x := 1
	go func(a, b int) { done <- a*100 + b }(trace("a", x), trace("b", x+1))
	x = 50
	fmt.Println(<-done)
	fs := []func(int, chan<- int){func(n int, c chan<- int) { c <- n }, func(n int, c chan<- int) { c <- -n }}
	go pick(fs, 1)(trace("arg", 7), done)
	fmt.Println(<-done)
	c := make(chan int, 1)
	c <- 4
	go close(c)
	fmt.Println(<-c)
	_, ok := <-c
	fmt.Println(ok)
	var mu sync.Mutex
	total := 0
	for i := range 50 {
		wg.Go(func() {
			mu.Lock()
			defer mu.Unlock()
			total += i
		})
	}
	wg.Wait()
	fmt.Println(total)
	p := proc{5}
	wg.Add(1)
	o := make(chan int, 1)
	go p.value(&wg, o)
	p.id = 9
	wg.Wait()
	fmt.Println(<-o)
}
