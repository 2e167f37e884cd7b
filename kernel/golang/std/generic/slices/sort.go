package slices

import (
	"cmp"
	"sort"
)

// Sorting is left to package sort, which is compiled and compares in the same order as package
// slices, so that equal elements end up in the same places too. What it moves are indexes: the
// interpreter is asked for comparisons only.

func Sort[S ~[]E, E cmp.Ordered](x S) {
	switch s := any([]E(x)).(type) {
	case []int:
		sort.Ints(s)
	case []string:
		sort.Strings(s)
	case []float64:
		sort.Float64s(s)
	default:
		SortFunc(x, func(a, b E) int { return cmp.Compare(a, b) })
	}
}

func SortFunc[S ~[]E, E any](x S, cmp func(a, b E) int) {
	order := indexes(len(x))
	sort.Slice(order, func(i, j int) bool { return cmp(x[order[i]], x[order[j]]) < 0 })
	arrange(x, order)
}

func SortStableFunc[S ~[]E, E any](x S, cmp func(a, b E) int) {
	order := indexes(len(x))
	sort.SliceStable(order, func(i, j int) bool { return cmp(x[order[i]], x[order[j]]) < 0 })
	arrange(x, order)
}

func indexes(n int) []int {
	list := make([]int, n)
	for i := 0; i < n; i++ {
		list[i] = i
	}
	return list
}

// arrange puts x[order[i]] at i.
func arrange[S ~[]E, E any](x S, order []int) {
	old := append(S(nil), x...)
	for i := 0; i < len(order); i++ {
		x[i] = old[order[i]]
	}
}

func IsSorted[S ~[]E, E cmp.Ordered](x S) bool {
	for i := len(x) - 1; i > 0; i-- {
		if cmp.Less(x[i], x[i-1]) {
			return false
		}
	}
	return true
}

func IsSortedFunc[S ~[]E, E any](x S, cmp func(a, b E) int) bool {
	for i := len(x) - 1; i > 0; i-- {
		if cmp(x[i], x[i-1]) < 0 {
			return false
		}
	}
	return true
}

func BinarySearch[S ~[]E, E cmp.Ordered](x S, target E) (int, bool) {
	return BinarySearchFunc(x, target, func(a, b E) int { return cmp.Compare(a, b) })
}

func BinarySearchFunc[S ~[]E, E, T any](x S, target T, cmp func(E, T) int) (int, bool) {
	low, high := 0, len(x)
	for low < high {
		middle := low + (high-low)/2
		if cmp(x[middle], target) < 0 {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return low, low < len(x) && cmp(x[low], target) == 0
}
