package main

func source(n int, out chan int) {
	for i := 0; i < n; i++ {
		out <- i
	}
	close(out)
}

func squares(in, out chan int) {
	for v := range in {
		out <- v * v
	}
	close(out)
}

func work() int {
	a, b := make(chan int, 10), make(chan int, 10)
	go source(5000, a)
	go squares(a, b)
	sum := 0
	for v := range b {
		sum += v
	}
	return sum
}
