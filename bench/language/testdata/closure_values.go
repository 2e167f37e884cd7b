package main

func adder() func(int) int {
	sum := 0
	return func(x int) int {
		sum += x
		return sum
	}
}

func apply(xs []int, f func(int) int) int {
	last := 0
	for _, x := range xs {
		last = f(x)
	}
	return last
}

func work() int {
	xs := make([]int, 100)
	for i := range xs {
		xs[i] = i
	}
	total := 0
	for n := 0; n < 100; n++ {
		total += apply(xs, adder())
	}
	return total
}
