package main

func sort(a []int, low, high int) {
	if low >= high {
		return
	}
	pivot, i := a[high], low
	for j := low; j < high; j++ {
		if a[j] < pivot {
			a[i], a[j] = a[j], a[i]
			i++
		}
	}
	a[i], a[high] = a[high], a[i]
	sort(a, low, i-1)
	sort(a, i+1, high)
}

func work() int {
	a := make([]int, 2000)
	for i := range a {
		a[i] = (i * 7919) % 2003
	}
	sort(a, 0, len(a)-1)
	return a[0] + a[1999]
}
