// A pipeline of stages with cancellation by a done channel.
package main

import "fmt"

func generate(done <-chan struct{}, nums ...int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for _, n := range nums {
			select {
			case out <- n:
			case <-done:
				return
			}
		}
	}()
	return out
}

type stage func(done <-chan struct{}, in <-chan int) <-chan int

func mapping(f func(int) int) stage {
	return func(done <-chan struct{}, in <-chan int) <-chan int {
		out := make(chan int)
		go func() {
			defer close(out)
			for n := range in {
				select {
				case out <- f(n):
				case <-done:
					return
				}
			}
		}()
		return out
	}
}

func filtering(keep func(int) bool) stage {
	return func(done <-chan struct{}, in <-chan int) <-chan int {
		out := make(chan int)
		go func() {
			defer close(out)
			for n := range in {
				if !keep(n) {
					continue
				}
				select {
				case out <- n:
				case <-done:
					return
				}
			}
		}()
		return out
	}
}

func chain(done <-chan struct{}, in <-chan int, stages ...stage) <-chan int {
	for _, s := range stages {
		in = s(done, in)
	}
	return in
}

func main() {
	done := make(chan struct{})
	src := generate(done, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)
	out := chain(done, src,
		mapping(func(n int) int { return n * n }),
		filtering(func(n int) bool { return n%2 == 1 }),
		mapping(func(n int) int { return n + 1000 }),
	)
	total := 0
	for v := range out {
		fmt.Print(v, " ")
		total += v
	}
	fmt.Println("\ntotal", total)

	// Only the first two are wanted.
	out = chain(done, generate(done, 3, 1, 4, 1, 5, 9, 2, 6), mapping(func(n int) int { return -n }))
	fmt.Println(<-out, <-out)
	close(done)
	if _, ok := <-done; !ok {
		fmt.Println("stopped")
	}
}
