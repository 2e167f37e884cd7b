// Fan-out to several workers and fan-in with a merge, also generic.
package main

import (
	"fmt"
	"slices"
	"strings"
	"sync"
)

func merge[T any](ins ...<-chan T) <-chan T {
	var wg sync.WaitGroup
	out := make(chan T)
	for _, in := range ins {
		wg.Go(func() {
			for v := range in {
				out <- v
			}
		})
	}
	go func() { wg.Wait(); close(out) }()
	return out
}

func split[T any](in <-chan T, n int, f func(T) T) []<-chan T {
	outs := make([]<-chan T, n)
	for i := range n {
		c := make(chan T)
		outs[i] = c
		go func() {
			defer close(c)
			for v := range in {
				c <- f(v)
			}
		}()
	}
	return outs
}

func source[T any](vs []T) <-chan T {
	c := make(chan T, len(vs))
	for _, v := range vs {
		c <- v
	}
	close(c)
	return c
}

func collect[T any](c <-chan T) (all []T) {
	for v := range c {
		all = append(all, v)
	}
	return
}

func main() {
	words := strings.Fields("the quick brown fox jumps over the lazy dog")
	got := collect(merge(split(source(words), 3, strings.ToUpper)...))
	slices.Sort(got)
	fmt.Println(got, len(got))

	nums := make([]int, 50)
	for i := range nums {
		nums[i] = i
	}
	sq := collect(merge(split(source(nums), 5, func(n int) int { return n * n })...))
	slices.Sort(sq)
	sum := 0
	for _, v := range sq {
		sum += v
	}
	fmt.Println(sq[:5], sq[len(sq)-1], sum)

	type pair struct {
		key string
		n   int
	}
	ps := collect(merge(source([]pair{{"a", 1}, {"b", 2}}), source([]pair{{"c", 3}})))
	slices.SortFunc(ps, func(a, b pair) int { return a.n - b.n })
	fmt.Printf("%v %+v\n", ps, ps[2])
}
