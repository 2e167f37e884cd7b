// Parallel merge sort and quick sort with a limit on the depth of goroutines.
package main

import (
	"fmt"
	"math/rand"
	"slices"
	"sort"
	"sync"
)

func mergeSort(xs []int, depth int) []int {
	if len(xs) <= 1 {
		return xs
	}
	mid := len(xs) / 2
	var left, right []int
	if depth > 0 {
		var wg sync.WaitGroup
		wg.Add(2)
		go func() {
			defer wg.Done()
			left = mergeSort(xs[:mid], depth-1)
		}()
		go func() {
			defer wg.Done()
			right = mergeSort(xs[mid:], depth-1)
		}()
		wg.Wait()
	} else {
		left, right = mergeSort(xs[:mid], 0), mergeSort(xs[mid:], 0)
	}
	out := make([]int, 0, len(xs))
	i, j := 0, 0
	for i < len(left) && j < len(right) {
		if left[i] <= right[j] {
			out = append(out, left[i])
			i++
		} else {
			out = append(out, right[j])
			j++
		}
	}
	out = append(out, left[i:]...)
	return append(out, right[j:]...)
}

func quickSort(xs []int, lo, hi int, wg *sync.WaitGroup, sem chan bool) {
	defer wg.Done()
	for lo < hi {
		p := partition(xs, lo, hi)
		select {
		case sem <- true:
			wg.Add(1)
			go func(lo, hi int) {
				quickSort(xs, lo, hi, wg, sem)
				<-sem
			}(lo, p-1)
		default:
			wg.Add(1)
			quickSort(xs, lo, p-1, wg, sem)
		}
		lo = p + 1
	}
}

func partition(xs []int, lo, hi int) int {
	xs[(lo+hi)/2], xs[hi] = xs[hi], xs[(lo+hi)/2]
	pivot, i := xs[hi], lo
	for j := lo; j < hi; j++ {
		if xs[j] < pivot {
			xs[i], xs[j] = xs[j], xs[i]
			i++
		}
	}
	xs[i], xs[hi] = xs[hi], xs[i]
	return i
}

type byDigits []int

func (b byDigits) Len() int      { return len(b) }
func (b byDigits) Swap(i, j int) { b[i], b[j] = b[j], b[i] }
func (b byDigits) Less(i, j int) bool {
	if d := digits(b[i]) - digits(b[j]); d != 0 {
		return d < 0
	}
	return b[i] < b[j]
}
func digits(n int) (s int) {
	for ; n > 0; n /= 10 {
		s += n % 10
	}
	return
}

func bubble[T any](xs []T, less func(a, b T) bool) (swaps int) {
	for n := len(xs); n > 1; n-- {
		for i := range n - 1 {
			if less(xs[i+1], xs[i]) {
				xs[i], xs[i+1] = xs[i+1], xs[i]
				swaps++
			}
		}
	}
	return
}

func main() {
	r := rand.New(rand.NewSource(42))
	xs := r.Perm(300)
	sorted := slices.Clone(xs)
	sort.Ints(sorted)
	fmt.Println(slices.Equal(mergeSort(slices.Clone(xs), 3), sorted))
	ys := slices.Clone(xs)
	var wg sync.WaitGroup
	wg.Add(1)
	quickSort(ys, 0, len(ys)-1, &wg, make(chan bool, 4))
	wg.Wait()
	fmt.Println(slices.Equal(ys, sorted), slices.IsSorted(ys))
	zs := byDigits{91, 5, 14, 100, 23, 32, 7}
	sort.Sort(zs)
	fmt.Println(zs)
	sort.Sort(sort.Reverse(zs))
	fmt.Println(zs, sort.IsSorted(zs))
	words := []string{"pear", "fig", "apple", "kiwi"}
	fmt.Println(bubble(words, func(a, b string) bool { return len(a) < len(b) || len(a) == len(b) && a < b }), words)
	i, found := slices.BinarySearch(sorted, 123)
	fmt.Println(i, found, sort.SearchInts([]int{1, 3, 5}, 4))
}
