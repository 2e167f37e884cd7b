package main

func square(x int) int { return x * x }
func odd(x int) bool   { return x%2 == 1 }
func mix(a, b int) int { return a*31 + b }
func larger(a, b int) int {
	if a > b {
		return a
	}
	return b
}

func work() int {
	h := 1
	for i := 0; i < 20000; i++ {
		if odd(i) {
			h = mix(h, square(i))
		}
		h = larger(h%1000003, i)
	}
	return h
}
