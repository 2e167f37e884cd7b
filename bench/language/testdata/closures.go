package main

func work() int {
	total, calls := 0, 0
	add := func(x int) {
		total += x
		calls++
	}
	weight := func(x int) int { return x%7 + calls%3 }
	for i := 0; i < 20000; i++ {
		add(weight(i))
	}
	return total
}
