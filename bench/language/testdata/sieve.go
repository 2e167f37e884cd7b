package main

func work() int {
	const limit = 20000
	composite := make([]bool, limit)
	primes := 0
	for i := 2; i < limit; i++ {
		if composite[i] {
			continue
		}
		primes++
		for j := i * i; j < limit; j += i {
			composite[j] = true
		}
	}
	return primes
}
