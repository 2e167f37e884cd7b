package main

import (
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

func main() {
	var n atomic.Int64
	var wg sync.WaitGroup
	for i := 0; i < 5000; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			n.Add(int64(i))
		}()
	}
	wg.Wait()
	fmt.Println(n.Load())
	n.Store(0)
	for i := range 3000 {
		wg.Go(func() { n.Add(int64(i)) })
	}
	wg.Wait()
	fmt.Println(n.Load())
	var fs []func() int
	for i, j := 0, 10; i < 3; i, j = i+1, j-1 {
		fs = append(fs, func() int { i++; return i*100 + j })
	}
	for _, f := range fs {
		fmt.Print(f(), " ", f(), " ")
	}
	fmt.Println()
	var ps []*int
	for i := 0; i < 4; i++ {
		if i == 2 {
			i++
		}
		ps = append(ps, &i)
	}
	for _, p := range ps {
		fmt.Print(*p, " ")
	}
	fmt.Println()
	done := make(chan bool, 3)
	var got [3]int
	for i := range 3 {
		time.AfterFunc(time.Duration(i)*time.Millisecond, func() { got[i] = i * i; done <- true })
	}
	for range 3 {
		<-done
	}
	fmt.Println(got)
	m := map[string]func(int) int{}
	for _, k := range []string{"a", "b", "c"} {
		m[k] = func(x int) int { return x + len(k) + int(k[0]) }
	}
	fmt.Println(m["a"](1), m["b"](1), m["c"](1))
	counter := func() func() int {
		c := 0
		return func() int { c++; return c }
	}
	a, b := counter(), counter()
	a()
	a()
	fmt.Println(a(), b())
	for i := 0; i < 6; i++ {
		if i%2 == 0 {
			continue
		}
		defer func() { fmt.Println("deferred", i) }()
	}
outer:
	for i := 0; i < 3; i++ {
		for j := 0; j < 3; j++ {
			f := func() int { return i*10 + j }
			if j == 1 {
				continue outer
			}
			if i == 2 {
				break outer
			}
			fmt.Println("f", f())
		}
	}
}
