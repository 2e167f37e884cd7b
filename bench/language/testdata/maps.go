package main

func work() int {
	counts := make(map[int]int)
	for i := 0; i < 20000; i++ {
		counts[i%97]++
	}
	sum := 0
	for k, v := range counts {
		sum += k * v
	}
	for i := 0; i < 5000; i++ {
		if v, ok := counts[i%200]; ok {
			sum += v
		}
	}
	return sum
}
