package solution

import "sync"

// Sum calls all parts at the same time and returns the sum of their values.
func Sum(parts []func() int) int {
	values := make([]int, len(parts))
	var wg sync.WaitGroup
	for i, part := range parts {
		wg.Go(func() { values[i] = part() })
	}
	wg.Wait()
	sum := 0
	for _, v := range values {
		sum += v
	}
	return sum
}
