package main

func work() int {
	a := make([]int, 500)
	for i := 0; i < len(a); i++ {
		a[i] = (i * 7919) % 500
	}
	sum := 0
	for round := 0; round < 60; round++ {
		for i := 0; i < len(a); i++ {
			sum += a[i]
		}
		for i := 1; i < len(a); i++ {
			if a[i-1] > a[i] {
				a[i-1], a[i] = a[i], a[i-1]
			}
		}
	}
	return sum + a[0]
}
